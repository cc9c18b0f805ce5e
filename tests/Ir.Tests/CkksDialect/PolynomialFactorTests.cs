using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.Tests.CkksDialect;

/// <summary>Polynomials whose coefficients carry a plaintext, and whose variable does not reach over all of [-1, 1].</summary>
public sealed class PolynomialFactorTests
{
    private static readonly Layout Rows = LayoutText.Parse("t:4 f:2 | t:4 f:2/8z");
    private static readonly Layout First = LayoutText.Parse("| r:4 r:1/8z");
    private static readonly ChebyshevSeries Series = new(new Interval(-1, 1), [1, 0.5, 0.25]);
    private static readonly WeightTable Weights = WeightTable.Empty.With("mask", Tensor.Scalar(2));
    private static readonly Dictionary<string, Tensor> Question = new() { ["x"] = Tensor.Float(Shape.Of(4, 2), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) };

    [Fact]
    public void BothDialectsAreReadAsWritten()
    {
        Module module = new("circuit.onnx", Ir.Collections.EquatableArray<MetadataEntry>.Empty, Ir.Collections.EquatableArray<Graph>.Of(Packed(First), Ckks(First)), Weights);
        string text = ModuleWriter.Write(module);

        Assert.Equal(text, ModuleWriter.Write(ModuleReader.Read(text)));
        Assert.Contains("packed.polynomial(%0) {series = \"chebyshev [-1, 1] {1, 0.5, 0.25}\", bound = 1.5, weight = \"mask\", plain = \"| r:4 r:1/8z\", layout = ", text, StringComparison.Ordinal);
        Assert.Contains("levels = 2, scale = 1024.0, bound = 1.5, weight = \"mask\", plain = \"| r:4 r:1/8z\"}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheResultIsMultipliedWithTheFactor()
    {
        double[] expected = [.. Question["x"].Values.Select(static (x, place) => place % 2 == 0 ? 2 * Series.Evaluate(x) : 0)];

        Assert.All(expected.Zip(SlotInterpreter.Run(Packed(First), Question, Weights)["y"].Values), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.All(expected.Zip(new CkksInterpreter(Ckks(First), Weights).Run(Question)["y"].Values), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void SlotsThatTheFactorRemovesAreNotUsed()
    {
        Graph graph = Ckks(First);

        bool[] used = UsedSlots.Of(graph, Weights)[0];

        Assert.Equal([0, 8, 16, 24], Enumerable.Range(0, used.Length).Where(slot => used[slot]));
    }

    [Fact]
    public void AFactorOfOtherSlotsIsRefused()
    {
        Layout other = LayoutText.Parse("| r:4");

        Assert.Contains("the plaintext's layout 1 x 4", Assert.Throws<IrException>(() => Packed(other)).Message);
    }

    [Theory]
    [InlineData("0.0")]
    [InlineData("-1.0")]
    public void ABoundIsPositive(string bound)
    {
        string text = ModuleWriter.Write(new Module("circuit.onnx", Ir.Collections.EquatableArray<MetadataEntry>.Empty, Ir.Collections.EquatableArray<Graph>.Of(Packed(First)), Weights));

        Assert.Contains("'bound' of a polynomial must be a positive number", Assert.ThrowsAny<Exception>(() => ModuleReader.Read(text.Replace("bound = 1.5", $"bound = {bound}", StringComparison.Ordinal))).Message);
    }

    private static Graph Packed(Layout plain)
    {
        GraphBuilder builder = new("packed", Weights);
        ValueId x = builder.Add(new PackedInput("x", Rows), "x");
        ValueId value = builder.Add(new PackedPolynomial(x, Series, new PlainFactor("mask", plain), Rows) { Bound = 1.5 }, "p");
        builder.Output("y", builder.Add(new PackedOutput(value, "y", Rows, Shape.Of(4, 2)), "y"));
        return builder.Build();
    }

    private static Graph Ckks(Layout plain)
    {
        GraphBuilder builder = new("ckks", Weights);
        ValueId x = builder.Add(new CkksInput("x", Rows, new Level(3), new Scale(1024)), "x");
        ValueId value = builder.Add(new CkksPolynomial(x, Series, 2, new Scale(1024)) { Factor = new PlainFactor("mask", plain), Bound = 1.5 }, "p");
        builder.Output("y", builder.Add(new CkksOutput(value, "y", Rows, Shape.Of(4, 2)), "y"));
        return builder.Build();
    }
}
