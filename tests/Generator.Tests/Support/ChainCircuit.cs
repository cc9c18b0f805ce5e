using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Generator.Tests.Support;

/// <summary>A circuit of sums whose nodes have given names; every operand is one of the values before it.</summary>
internal static class ChainCircuit
{
    /// <param name="model">Name of the module.</param>
    /// <param name="input">Name of the only input.</param>
    /// <param name="nodes">Name of each sum, and which earlier value it adds to the one before it.</param>
    public static CircuitFixture Of(string model, string input, IEnumerable<(string Name, int Earlier)> nodes)
    {
        Layout layout = LayoutText.Parse("f:8 | f:8");
        GraphBuilder builder = new(ModuleKeys.Circuit, WeightTable.Empty);
        ValueId last = builder.Add(new CkksInput("x", layout, new Level(3), new Scale(1L << 40)), input);
        foreach ((string name, int earlier) in nodes)
        {
            last = builder.Add(new CkksAdd(last, new ValueId(earlier % builder.Count)), name);
        }

        builder.Output("y", builder.Add(new CkksOutput(last, "y", layout, Shape.Of(8)), "y"));
        Module module = new(model, EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Of(builder.Build()), builder.Weights);
        return new CircuitFixture("obj/powersoftmax/chain.psir", ModuleWriter.Write(module), "chain.onnx", null);
    }
}
