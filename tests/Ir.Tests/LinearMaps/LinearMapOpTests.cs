using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Ir.Tests.LinearMaps;

/// <summary>Linear maps as ops of both dialects: text, types and meaning.</summary>
public sealed class LinearMapOpTests
{
    private static readonly Layout Three = LayoutText.Parse("t:8 f:6 | 3 ciphertexts | f*2:3 t:8 f:2");
    private static readonly Layout One = LayoutText.Parse("t:8 g:2 | t:8 g:2");

    [Fact]
    public void ACircuitOfLinearMapsIsReadAsWrittenAndVerified()
    {
        string text = LinearMapCircuit.Files().Text;
        Module module = ModuleReader.Read(text);
        DiagnosticBag diagnostics = new();
        GraphVerifier.Verify(module, diagnostics);

        Assert.False(diagnostics.HasErrors, diagnostics.HasErrors ? diagnostics.Items[0].Message : string.Empty);
        Assert.Equal(text, ModuleWriter.Write(module));
        Assert.Contains("%1 = ckks.linear_map(%0) {weight = \"W\", contracted = \"f\", produced = \"g\", from = ", text, StringComparison.Ordinal);
        Assert.Contains("%2 = ckks.linear_map(%1) {contracted = \"g\", from = ", text, StringComparison.Ordinal);
        Assert.Contains("degree 1, count 4> \"/layer.0/copies/Mul\"", text, StringComparison.Ordinal);
    }

    /// <summary>Written only where baby rotations are divided.</summary>
    [Fact]
    public void TheFormOfBabyRotationsIsReadAsWritten()
    {
        string text = LinearMapCircuit.Files().Text;
        string divided = text.Replace("step = 2,", "step = 2, babies = \"divided\",", StringComparison.Ordinal);
        Module module = ModuleReader.Read(divided);

        Assert.DoesNotContain("babies", text, StringComparison.Ordinal);
        Assert.Equal(divided, ModuleWriter.Write(module));
        Assert.Equal(
            [BabyForm.Extended, BabyForm.Divided, BabyForm.Extended], module.Graphs[0].Ops<CkksLinearMap>().Select(static map => map.Op.Babies));
        Assert.Contains(
            "baby rotations are 'halved'",
            Assert.ThrowsAny<Exception>(() => ModuleReader.Read(divided.Replace("\"divided\"", "\"halved\"", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Written only where ciphertexts go in pairs, which asks for the key for conjugation.</summary>
    [Fact]
    public void PairsOfCiphertextsAreReadAsWritten()
    {
        string text = LinearMapCircuit.Files().Text;
        string paired = text.Replace("step = 2,", "step = 2, complex = \"results\",", StringComparison.Ordinal)
            .Replace("step = 4,", "step = 4, complex = \"operands\",", StringComparison.Ordinal);
        Module module = ModuleReader.Read(paired);

        Assert.Equal(paired, ModuleWriter.Write(module));
        Assert.Equal(
            [ComplexPacking.Operands, ComplexPacking.Results, ComplexPacking.None], module.Graphs[0].Ops<CkksLinearMap>().Select(static map => map.Op.Packing));
        Assert.Equal((null, new Level(3)), (EvaluationKeyNeeds.Of(ModuleReader.Read(text).Graphs[0]).Conjugation, EvaluationKeyNeeds.Of(module.Graphs[0]).Conjugation));
        Assert.Contains(
            "complex pairs are made of 'rows'",
            Assert.ThrowsAny<Exception>(() => ModuleReader.Read(paired.Replace("\"results\"", "\"rows\"", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void TheInterpreterComputesTheFormula()
    {
        Tensor x = new(ElementType.Float64, Shape.Of(LinearMapCircuit.Tokens, LinearMapCircuit.Features), LinearMapCircuit.Question());

        Tensor y = new CkksInterpreter(ModuleReader.Read(LinearMapCircuit.Files().Text).Graphs[0], LinearMapCircuit.Weights())
            .Run(new Dictionary<string, Tensor> { ["x"] = x })["y"];

        Assert.All(LinearMapCircuit.Answer(x.Values).Zip(y.Values), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void SeveralDimensionsAreNamedApartBySpaces()
    {
        Layout heads = LayoutText.Parse("t:8 h:2 e:2 | t:8 h:2 e:2");
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId x = builder.Add(new PackedInput("x", heads), "x");
        builder.Output("y", builder.Add(new PackedLinearMap(x, null, new LinearMap(heads, LayoutText.Parse("t:8 k:2 d:2 | t:8 k:2 d:2"), ["h", "e"], ["k", "d"])), "map"));
        string text = ModuleWriter.Write(new Module("m", EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Of(builder.Build()), builder.Weights));

        Assert.Contains("contracted = \"h e\", produced = \"k d\"", text, StringComparison.Ordinal);
        Assert.Equal(text, ModuleWriter.Write(ModuleReader.Read(text)));
    }

    [Fact]
    public void BundlesThatTheMapDoesNotTakeAreRefused()
    {
        LinearMap map = new(Three, One, ["f"], ["g"]);
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId two = builder.Add(new PackedInput("x", Three.Part(1, 2)), "x");
        ValueId low = builder.Add(new CkksInput("x", Three, new Level(0), new Scale(2)), "low");
        ValueId part = builder.Add(new CkksPart(builder.Add(new CkksInput("x", Three, new Level(1), new Scale(2)), "high"), 0, 2), "part");

        Assert.Contains("the map takes", Refused(builder, new PackedLinearMap(two, "w", map)), StringComparison.Ordinal);
        Assert.Contains("a bundle of 2 ciphertexts, the map takes 3", Refused(builder, new CkksLinearMap(part, "w", map, 1, new Scale(2))), StringComparison.Ordinal);
        Assert.Contains("would be at level -1", Refused(builder, new CkksLinearMap(low, "w", map, 1, new Scale(2))), StringComparison.Ordinal);
    }

    private static string Refused(GraphBuilder builder, Op op) => Assert.Throws<IrException>(() => builder.Add(op, "map")).Message;
}
