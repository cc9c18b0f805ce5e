using PowerSoftmax.Generator.Tests.Support;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Generator.Tests.Emission;

/// <summary>A bootstrap in emitted code: a call, named after the value it raises, with what a reader wants to know.</summary>
public sealed class EmittedBootstrapTests
{
    private const string Attribute = "[PowerSoftmax.EncryptedModel(\"deep.onnx\"{0})] internal partial class DeepModel;";

    [Fact]
    public void ItIsCalledAfterTheValueItRaises()
    {
        GeneratorRun run = GeneratorRun.Of(string.Format(null, Attribute, string.Empty), Circuit());

        Assert.Empty(run.Diagnostics);
        Assert.Matches(
            @"CiphertextBundle xRaised = session\.Bootstrap\(x, 1\); +// level 3 -> 9, scale 2\^40, slots within 4\n", run["DeepModel.Server.g.cs"]);
        Assert.Contains("session.Add(xRaised, xRaised, 2)", run["DeepModel.Server.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void AnAttributeThatRefusesItSaysSo()
    {
        GeneratorRun run = GeneratorRun.Of(string.Format(null, Attribute, ", Bootstrapping = PowerSoftmax.BootstrappingMode.None"), Circuit());

        Assert.Contains("for Bootstrapping=\"None\", but it has a bootstrap", Assert.Single(run.Diagnostics).GetMessage(), StringComparison.Ordinal);
    }

    private static CircuitFixture Circuit()
    {
        Layout layout = LayoutText.Parse("f:8 | f:8");
        Scale scale = new(1L << 40);
        GraphBuilder builder = new(ModuleKeys.Circuit, WeightTable.Empty);
        ValueId x = builder.Add(new CkksInput("x", layout, new Level(3), scale), "x");
        ValueId raised = builder.Add(new CkksBootstrap(x, new Level(9), scale, 4, new Level(3), new Level(12)), "x.bootstrap");
        ValueId sum = builder.Add(new CkksAdd(raised, raised), "sum");
        builder.Output("y", builder.Add(new CkksOutput(sum, "y", layout, Shape.Of(8)), "y"));
        Module module = new("deep", EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Of(builder.Build()), builder.Weights);
        return new CircuitFixture("obj/powersoftmax/deep.psir", ModuleWriter.Write(module), "deep.onnx", null);
    }
}
