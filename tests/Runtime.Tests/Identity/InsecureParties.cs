using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Identity;

/// <summary>Two clients of each of three circuits with equal parameters: a model, the same graph with other weights, and another graph.</summary>
[CollectionDefinition(nameof(InsecureParties))]
public sealed class InsecureParties : IDisposable, ICollectionFixture<InsecureParties>
{
    public InsecureParties()
    {
        Module model = InsecureCircuit.Module() with { Name = "model.onnx" };
        Circuit[] circuits = [Circuit.Of(model), Circuit.Of(Retrained(model)), Circuit.Of(OtherGraph(model))];
        All = [.. circuits.SelectMany(static circuit => new[] { new InsecureParty(circuit), new InsecureParty(circuit) })];
    }

    internal IReadOnlyList<InsecureParty> All { get; }

    /// <summary>Every two of them, each with itself included.</summary>
    internal IEnumerable<(InsecureParty Mine, InsecureParty Theirs)> Pairs => All.SelectMany(_ => All, static (mine, theirs) => (mine, theirs));

    /// <summary>One weight is another one.</summary>
    internal static Module Retrained(Module model)
    {
        double[] bias = [.. model.Weights.Data("b").Values];
        bias[3] += 0.25;
        return model with { Name = "retrained.onnx", Weights = model.Weights.With("b", Tensor.Float(Shape.Of(16), bias)) };
    }

    public void Dispose()
    {
        foreach (InsecureParty party in All)
        {
            party.Dispose();
        }
    }

    // The same ends, levels and layouts, and another weight inside.
    private static Module OtherGraph(Module model)
    {
        Graph circuit = model.Find(ModuleKeys.Circuit)!;
        int square = circuit.Ops<CkksMultiplyScalar>().Single().Node.Id.Index;
        Node[] nodes = [.. circuit.Nodes];
        nodes[square] = nodes[square] with { Op = (CkksMultiplyScalar)nodes[square].Op with { Value = 1 / 128.0 } };
        Graph other = circuit with { Nodes = nodes.ToEquatableArray() };
        return model with
        {
            Name = "other.onnx",
            Graphs = model.Graphs.Select(graph => graph.Name == ModuleKeys.Circuit ? other : graph).ToEquatableArray(),
        };
    }
}
