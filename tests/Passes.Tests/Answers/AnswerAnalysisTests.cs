using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Answers;

namespace PowerSoftmax.Passes.Tests.Answers;

/// <summary>What a slot may hold and what it may not, op by op. Eight slots; the output is read from the first two.</summary>
public sealed class AnswerAnalysisTests
{
    private static readonly Layout Question = LayoutText.Parse("f:8 | f:8");
    private static readonly Layout Answer = LayoutText.Parse("f:2 | f:2/8u");
    private static readonly Layout Spread = LayoutText.Parse("f:8 | f:8");

    [Fact]
    public void SlotsOfTheModelBesideTheOutputAreFound() =>
        Assert.Equal([2, 3, 4, 5, 6, 7], Showing((builder, x) => builder.Add(new PackedMultiplyPlain(x, "w", Spread), "y")));

    [Fact]
    public void PartialSumsAreFoundAndCyclicSumsAreCopies()
    {
        Assert.Equal([2, 3, 4, 5, 6, 7], Showing((builder, x) => Sum(builder, Weighted(builder, x), 2, 1)));
        Assert.Empty(Showing((builder, x) => Sum(builder, Weighted(builder, x), 4, 2)));
        Assert.Empty(Showing((builder, x) => Sum(builder, Weighted(builder, x), 4, 2, 1)));
    }

    [Fact]
    public void AMaskHides() => Assert.Empty(Showing((builder, x) =>
        builder.Add(new PackedMultiplyPlain(Weighted(builder, x), "one", LayoutText.Parse("f:2 | f:2/8z")), "y")));

    [Fact]
    public void AMaskThatLeavesASlotDoesNot() => Assert.Equal([2, 3], Showing((builder, x) =>
        builder.Add(new PackedMultiplyPlain(Weighted(builder, x), "four", LayoutText.Parse("f:4 | f:4/8z")), "y")));

    [Fact]
    public void WhatIsNotOfTheModelMayShow()
    {
        // The client's own input, a constant of the text, a polynomial of both.
        Assert.Empty(Showing((_, x) => x));
        Assert.Empty(Showing((builder, x) => builder.Add(new PackedAddScalar(builder.Add(new PackedMultiplyScalar(x, 0.3), "s"), 2), "y")));
        Assert.Empty(Showing((builder, x) => builder.Add(new PackedPolynomial(x, new ChebyshevSeries(new Interval(-2, 1), [0.5, 0.25, 0.125])), "y")));
    }

    [Theory]
    [InlineData("w")]
    [InlineData("whole")]    // a weight that is a whole number is one all the same
    public void ABiasInAnUnusedSlotIsFound(string weight) =>
        Assert.Equal([2, 3, 4, 5, 6, 7], Showing((builder, x) => builder.Add(new PackedAddPlain(x, weight, Spread), "y")));

    [Fact]
    public void APolynomialOfTheModelIsFoundAndThatOfAMaskedSlotIsNot()
    {
        ChebyshevSeries series = new(new Interval(-1, 1), [0.5, 0.25, 0.125]);

        Assert.Equal([2, 3, 4, 5, 6, 7], Showing((builder, x) => builder.Add(new PackedPolynomial(Weighted(builder, x), series), "y")));
        Assert.Empty(Showing((builder, x) => builder.Add(
            new PackedPolynomial(builder.Add(new PackedMultiplyPlain(Weighted(builder, x), "one", LayoutText.Parse("f:2 | f:2/8z")), "masked"), series), "y")));
    }

    [Fact]
    public void ARotatedOutputIsACopyAndItsSquareIsNot()
    {
        Assert.Equal([], Showing((builder, x) =>
        {
            ValueId masked = builder.Add(new PackedMultiplyPlain(Weighted(builder, x), "one", LayoutText.Parse("f:2 | f:2/8z")), "masked");
            return builder.Add(new PackedAdd(masked, builder.Add(new PackedRotate(masked, 4), "turned")), "y");
        }));
        Assert.Equal([4, 5], Showing((builder, x) =>
        {
            ValueId masked = builder.Add(new PackedMultiplyPlain(Weighted(builder, x), "one", LayoutText.Parse("f:2 | f:2/8z")), "masked");
            ValueId turned = builder.Add(new PackedRotate(masked, 4), "turned");
            return builder.Add(new PackedAdd(masked, builder.Add(new PackedMultiply(turned, turned), "square")), "y");
        }));
    }

    [Fact]
    public void AnotherOutputOfTheCircuitMayShow()
    {
        GraphBuilder builder = Builder();
        ValueId x = builder.Add(new PackedInput("x", Question), "x");
        ValueId y = Weighted(builder, x);
        builder.Output("y", builder.Add(new PackedOutput(y, "y", Answer, Shape.Of(2)), "y"));
        builder.Output("z", builder.Add(new PackedOutput(y, "z", Question, Shape.Of(8)), "z"));

        Assert.All(AnswerAnalysis.Run(builder.Build(), builder.Weights), static answer => Assert.True(answer.ShowsOutputsOnly));
    }

    [Fact]
    public void TheTensorDialectIsRefused()
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        builder.Add(new Ir.TensorDialect.Input("x", new TensorType(ElementType.Float64, Shape.Of(2))), "x");

        Assert.Contains("is neither of the Packed nor of the Ckks dialect", Assert.Throws<IrException>(() => AnswerAnalysis.Run(builder.Build(), WeightTable.Empty)).Message, StringComparison.Ordinal);
    }

    private static ValueId Weighted(GraphBuilder builder, ValueId x) => builder.Add(new PackedMultiplyPlain(x, "w", Spread), "weighted");

    private static ValueId Sum(GraphBuilder builder, ValueId x, params long[] steps) => builder.Add(new PackedSumSlots(x, steps.ToEquatableArray(), Answer), "sum");

    private static IReadOnlyList<int> Showing(Func<GraphBuilder, ValueId, ValueId> circuit)
    {
        GraphBuilder builder = Builder();
        ValueId y = circuit(builder, builder.Add(new PackedInput("x", Question), "x"));
        builder.Output("y", builder.Add(new PackedOutput(y, "y", Answer, Shape.Of(2)), "y"));
        AnswerContents answer = Assert.Single(AnswerAnalysis.Run(builder.Build(), builder.Weights));
        Assert.Equal(("y", 8), (answer.Tensor, answer.SlotCount));
        return answer.Showing;
    }

    private static GraphBuilder Builder() => new("circuit", WeightTable.Empty
        .With("w", Tensor.Float(Shape.Of(8), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]))
        .With("whole", Tensor.Float(Shape.Of(8), [1, 2, 3, 4, 5, 6, 7, 8]))
        .With("one", Tensor.Float(Shape.Of(2), [1, 1]))
        .With("four", Tensor.Float(Shape.Of(4), [1, 1, 1, 1])));
}
