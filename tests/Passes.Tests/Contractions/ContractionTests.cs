using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Contractions;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Contractions;

/// <summary>Products that contractions must take as they stand, and those that must stay.</summary>
public sealed class ContractionTests
{
    [Theory]
    [InlineData("2x3x4", "2x4x5", "hij")]
    [InlineData("3x4", "2x4x5", "gij")]
    [InlineData("1x3x4", "2x4x5", "gij")]
    [InlineData("6x1x3x4", "2x4x5", "ghij")]
    [InlineData("4", "4x5", "j")]
    [InlineData("3x4", "4", "i")]
    [InlineData("1x3x4", "1x4x5", "hij")]
    public void AnyProductOfTwoValuesIsAContraction(string left, string right, string result)
    {
        PassTest test = PassTest.For(new RecognizeContractions()).Given($$"""
            graph "model" {
            %0 = tensor.input() {name = "x", type = "Float64 {{left}}"}
            %1 = tensor.input() {name = "y", type = "Float64 {{right}}"}
            %2 = tensor.matmul(%0, %1)
            return "z" %2
            }
            """).ExpectSameMeaning().ExpectOp<MatMul>(0);
        ContractedDimensions dimensions = Assert.Single(test.Result.Graphs[0].Ops<Contract>()).Op.Dimensions;
        Assert.Equal(result.Length, dimensions.Result.Length);
    }

    [Fact]
    public void ATransposeThatOthersNeedTooStays() => PassTest.For(new RecognizeContractions()).Given("""
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 3x4"}
        %1 = tensor.transpose(%0) {permutation = [1, 0]}
        %2 = tensor.matmul(%0, %1)
        %3 = tensor.transpose(%2) {permutation = [1, 0]}
        %4 = tensor.add(%2, %3)
        return "y" %4
        return "t" %1
        }
        """).ExpectSameMeaning().ExpectOp<Contract>(1).ExpectOp<Transpose>(2);

    [Fact]
    public void AFactorOfTheSummedDimensionDoesNotWait() => PassTest.For(new DelayFactors()).Given("""
        graph "model" {
        %0 = tensor.input() {name = "p", type = "Float64 2x3x5"}
        %1 = tensor.input() {name = "f", type = "Float64 1x5"}
        %2 = tensor.input() {name = "v", type = "Float64 5x2x4"}
        %3 = tensor.multiply(%0, %1)
        %4 = tensor.contract(%3, %2) {left = "his", right = "shj", result = "ihj"}
        return "y" %4
        }
        """).ExpectUnchanged();

    [Fact]
    public void AFactorOfTheRightOperandWaitsToo() => PassTest.For(new DelayFactors()).Given("""
        graph "model" {
        %0 = tensor.input() {name = "p", type = "Float64 2x3x5"}
        %1 = tensor.input() {name = "f", type = "Float64 2x4"}
        %2 = tensor.input() {name = "v", type = "Float64 5x2x4"}
        %3 = tensor.multiply(%1, %2)
        %4 = tensor.contract(%0, %3) {left = "his", right = "shj", result = "ihj"}
        return "y" %4
        }
        """).ExpectSameMeaning().ExpectChanged();

    [Fact]
    public void ASoftmaxOfTheResultStays() => PassTest.For(new ExpandSoftmax()).Given("""
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 3x4"}
        %1 = tensor.softmax(%0) {axis = 1}
        %2 = tensor.reshape(%1) {shape = [1, 3, 4]}
        return "y" %2
        }
        """).ExpectUnchanged();

    [Fact]
    public void AttentionIsExpanded() =>
        PassTest.For(new ExpandAttention()).Given("""
            graph "circuit" {
            %0 = tensor.input() {name = "q", type = "Float64 3x4"}
            %1 = tensor.input() {name = "k", type = "Float64 5x4"}
            %2 = tensor.input() {name = "v", type = "Float64 5x6"}
            %3 = tensor.power_attention(%0, %1, %2) {heads = 2, power = 6, scale = 0.5, epsilon = 0.25}
            return "y" %3
            }
            """).ExpectSameMeaning().ExpectOp<PowerAttention>(0).ExpectOp<Contract>(2).ExpectOp<Reciprocal>(1);
}
