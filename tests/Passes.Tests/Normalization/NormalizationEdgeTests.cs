using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Normalization;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Normalization;

/// <summary>What the passes that tidy a graph must leave alone, and odd shapes they must get right.</summary>
public sealed class NormalizationEdgeTests
{
    [Fact]
    public void ABatchOfTwoStays() => PassTest.For(new DropBatch()).Given("""
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 2x3x4"}
        %1 = tensor.gelu(%0) {tanh = 0}
        return "y" %1
        }
        """).ExpectUnchanged();

    [Fact]
    public void OpsWithoutARuleKeepTheirMeaning() => PassTest.For(new DropBatch()).Given("""
        weight "w" : Float64 1x3x4
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 1x3x4"}
        %1 = tensor.constant() {weight = "w"}
        %2 = tensor.add(%1, %0)
        %3 = tensor.transpose(%2) {permutation = [1, 0, 2]}
        %4 = tensor.reduce_sum(%3) {axes = [1], keep = 0}
        %5 = tensor.expand(%4) {shape = [1, 3, 4]}
        %6 = tensor.concat(%5, %1) {axis = 0}
        %7 = tensor.slice(%6) {starts = [0], ends = [1], axes = [0], steps = [1]}
        %8 = tensor.concat(%7, %0) {axis = -1}
        %9 = tensor.slice(%8) {starts = [1], ends = [7], axes = [2], steps = [2]}
        %10 = tensor.softmax(%9) {axis = 1}
        return "y" %10
        return "z" %3
        }
        """).ExpectChanged().ExpectSameMeaning();

    [Fact]
    public void AGatheredTokenAndAVectorProductKeepTheirMeaning() => PassTest.For(new DropBatch()).Given("""
        weight "zero" : Int64 scalar = 0
        weight "w" : Float64 4x2
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 1x3x4"}
        %1 = tensor.constant() {weight = "zero"}
        %2 = tensor.gather(%0, %1) {axis = 1}
        %3 = tensor.constant() {weight = "w"}
        %4 = tensor.matmul(%2, %3)
        return "y" %4
        }
        """).ExpectChanged().ExpectSameMeaning();

    [Fact]
    public void SlicesOfOneProductBecomeLinears()
    {
        PassTest test = PassTest.For(new RecognizeLinear()).Given("""
            weight "w" : Float64 4x6
            weight "b" : Float64 6
            graph "model" {
            %0 = tensor.input() {name = "x", type = "Float64 3x4"}
            %1 = tensor.constant() {weight = "w"}
            %2 = tensor.matmul(%0, %1)
            %3 = tensor.constant() {weight = "b"}
            %4 = tensor.add(%2, %3)
            %5 = tensor.slice(%4) {starts = [0], ends = [2], axes = [-1], steps = [1]}
            %6 = tensor.slice(%4) {starts = [2], ends = [6], axes = [1], steps = [2]}
            %7 = tensor.multiply(%5, %6)
            return "y" %7
            }
            """);
        test.ExpectOp<Linear>(2).ExpectOp<Slice>(0).ExpectSameMeaning();
    }

    [Fact]
    public void AProductThatSomethingElseUsesKeepsItsBiasApart() => PassTest.For(new RecognizeLinear()).Given("""
        weight "w" : Float64 4x4
        weight "b" : Float64 4
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 3x4"}
        %1 = tensor.constant() {weight = "w"}
        %2 = tensor.matmul(%0, %1)
        %3 = tensor.constant() {weight = "b"}
        %4 = tensor.add(%2, %3)
        %5 = tensor.multiply(%2, %4)
        return "y" %5
        }
        """).ExpectOp<Linear>().ExpectOp<Add>().ExpectSameMeaning();

    [Fact]
    public void AConstantThatDiffersByRowIsNoBias() => PassTest.For(new RecognizeLinear()).Given("""
        weight "w" : Float64 4x4
        weight "p" : Float64 3x4
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 3x4"}
        %1 = tensor.constant() {weight = "w"}
        %2 = tensor.matmul(%0, %1)
        %3 = tensor.constant() {weight = "p"}
        %4 = tensor.add(%2, %3)
        return "y" %4
        }
        """).ExpectOp<Add>().ExpectSameMeaning();

    [Fact]
    public void SomethingLikeGeluStays() => PassTest.For(new RecognizeActivations()).Given("""
        weight "root" : Float64 scalar = 1.5
        weight "one" : Float64 scalar = 1
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 2x3"}
        %1 = tensor.constant() {weight = "root"}
        %2 = tensor.divide(%0, %1)
        %3 = tensor.erf(%2)
        %4 = tensor.constant() {weight = "one"}
        %5 = tensor.add(%3, %4)
        %6 = tensor.multiply(%0, %5)
        return "y" %6
        }
        """).ExpectUnchanged();

    [Fact]
    public void AQuotientByAnotherRowsDeviationIsNoLayerNorm() => PassTest.For(new RecognizeLayerNorm()).Given("""
        weight "eps" : Float64 scalar = 0.01
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 2x4"}
        %1 = tensor.input() {name = "z", type = "Float64 2x4"}
        %2 = tensor.multiply(%1, %1)
        %3 = tensor.reduce_mean(%2) {axes = [-1], keep = 1}
        %4 = tensor.constant() {weight = "eps"}
        %5 = tensor.add(%3, %4)
        %6 = tensor.sqrt(%5)
        %7 = tensor.divide(%0, %6)
        return "y" %7
        }
        """).ExpectUnchanged();

    [Theory]
    [InlineData("[0]", "[1]")]
    [InlineData("[1]", "[0]")]
    [InlineData("[0]", "[0]")]
    [InlineData("[-2]", "[-2]")]
    [InlineData("[0, 1]", "[0, 1]")]
    public void ANormOverOtherAxesThanTheLastIsNoLayerNorm(string meanAxes, string varianceAxes)
    {
        PassTest test = PassTest.For(new RecognizeLayerNorm()).Given($$"""
            weight "eps" : Float64 scalar = 0.01
            graph "model" {
            %0 = tensor.input() {name = "x", type = "Float64 4x4"}
            %1 = tensor.reduce_mean(%0) {axes = {{meanAxes}}, keep = 1}
            %2 = tensor.subtract(%0, %1)
            %3 = tensor.multiply(%2, %2)
            %4 = tensor.reduce_mean(%3) {axes = {{varianceAxes}}, keep = 1}
            %5 = tensor.constant() {weight = "eps"}
            %6 = tensor.add(%4, %5)
            %7 = tensor.sqrt(%6)
            %8 = tensor.divide(%2, %7)
            return "y" %8
            }
            """).ExpectOp<LayerNorm>(0).ExpectSameMeaning();

        // A root mean square over the last axis is one, whatever was subtracted before.
        Assert.Equal(varianceAxes == "[1]" ? 1 : 0, test.Result.Graphs[0].Ops<Ir.TensorDialect.Normalize>().Count());
    }

    [Fact]
    public void AnEpsilonBesideTheDeviationIsNoLayerNorm() => PassTest.For(new RecognizeLayerNorm()).Given("""
        weight "eps" : Float64 scalar = 0.25
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 2x4"}
        %1 = tensor.reduce_mean(%0) {axes = [1], keep = 1}
        %2 = tensor.subtract(%0, %1)
        %3 = tensor.multiply(%2, %2)
        %4 = tensor.reduce_mean(%3) {axes = [1], keep = 1}
        %5 = tensor.sqrt(%4)
        %6 = tensor.constant() {weight = "eps"}
        %7 = tensor.add(%5, %6)
        %8 = tensor.divide(%2, %7)
        return "y" %8
        }
        """).ExpectOp<LayerNorm>(0).ExpectOp<Ir.TensorDialect.Normalize>(0).ExpectSameMeaning();

    [Fact]
    public void LayerNormByANegativePowerIsFound() => PassTest.For(new RecognizeLayerNorm()).Given("""
        weight "eps" : Float64 scalar = 0.01
        weight "power" : Float64 scalar = -0.5
        weight "gamma" : Float64 4
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 2x4"}
        %1 = tensor.reduce_mean(%0) {axes = [1], keep = 1}
        %2 = tensor.negate(%1)
        %3 = tensor.add(%0, %2)
        %4 = tensor.multiply(%3, %3)
        %5 = tensor.reduce_mean(%4) {axes = [1], keep = 1}
        %6 = tensor.constant() {weight = "eps"}
        %7 = tensor.add(%6, %5)
        %8 = tensor.constant() {weight = "power"}
        %9 = tensor.power(%7, %8)
        %10 = tensor.multiply(%9, %3)
        %11 = tensor.constant() {weight = "gamma"}
        %12 = tensor.multiply(%11, %10)
        return "y" %12
        }
        """).ExpectOp<LayerNorm>().ExpectSameMeaning();

    [Fact]
    public void WholeNumbersAreStillDivided() => PassTest.For(new MultiplyOut()).Given("""
        weight "two" : Int64 scalar = 2
        graph "model" {
        %0 = tensor.input() {name = "tokens", type = "Int64 3"}
        %1 = tensor.constant() {weight = "two"}
        %2 = tensor.divide(%0, %1)
        return "y" %2
        }
        """).ExpectUnchanged();
}
