using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Plan;

/// <summary>Predicts time, memory, keys and noise of a lowered circuit.</summary>
internal static class PlanCircuit
{
    public static CompilationPlan Run(ManagedCircuit circuit, CostTable costs)
    {
        CkksParameterSet parameters = circuit.Parameters;
        Graph graph = circuit.Ckks;
        MatrixProductCounts counts = new(graph);
        CostModel model = new(costs, parameters.LogN, parameters.DigitSize);
        BootstrappingSet? bootstrapping = circuit.Choice.Bootstrapping;
        OperationCosts operations = new(model, graph, counts, bootstrapping is null ? null : new BootstrapCosts(model, bootstrapping));
        MemoryEstimate memory = new(parameters, counts, bootstrapping);
        IReadOnlyList<long> live = memory.Run(graph);
        IReadOnlyList<WorkKind> work = WorkKinds.Of(graph);
        KeySet keys = circuit.Choice.KeysOf(EvaluationKeyNeeds.Of(graph));
        return new CompilationPlan(
            [.. graph.Nodes.Select(node => Row(graph, node, operations.Of(node), work[node.Id.Index], live[node.Id.Index]))],
            parameters,
            circuit.Choice.Considered,
            keys,
            circuit.Noise,
            graph.Ops<CkksInput>().Sum(input => memory.BytesOf((CiphertextType)input.Node.Type)),
            graph.Ops<CkksOutput>().Sum(output => memory.BytesOf((CiphertextType)output.Node.Type)))
        {
            ParallelGain = costs.ParallelGain,
            KeyFormat = circuit.Choice.KeyFormat,
            Bootstrapping = bootstrapping,
            Plaintexts = new PlaintextEstimate(parameters, counts).Run(graph, keys.Bytes),
        };
    }

    private static PlanRow Row(Graph graph, Node node, OperationCost cost, WorkKind work, long liveBytes)
    {
        CiphertextType result = (CiphertextType)node.Type;
        Level operand = node.Op.Inputs.Count == 0 ? result.Level : ((CiphertextType)graph[node.Op.Inputs[0]].Type).Level;
        return new PlanRow(node.Name, node.Op.Mnemonic, operand, result.Level, result.Scale, cost, work, liveBytes)
        {
            Bound = (node.Op as CkksBootstrap)?.Bound,
        };
    }
}
