using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Normalization;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Normalization;

/// <summary>Places where exporters put the scale, numbers of heads, and products that are no attention.</summary>
public sealed class AttentionSpellingTests
{
    private const string Inputs = """
        weight "scale" : Float64 scalar = 0.5
        weight "root" : Float64 scalar = 2
        graph "model" {
        %0 = tensor.input() {name = "q", type = "Float64 3x4"}
        %1 = tensor.input() {name = "k", type = "Float64 3x4"}
        %2 = tensor.input() {name = "v", type = "Float64 3x4"}
        %3 = tensor.constant() {weight = "scale"}
        %4 = tensor.constant() {weight = "root"}

        """;

    [Fact]
    public void OneHeadWithTheScaleOnTheQueries()
    {
        PassTest test = PassTest.For(new RecognizeAttention()).Given(Inputs + """
            %5 = tensor.multiply(%0, %3)
            %6 = tensor.transpose(%1) {permutation = [1, 0]}
            %7 = tensor.matmul(%5, %6)
            %8 = tensor.power_softmax(%7) {power = 2, epsilon = 0.01, axis = 1}
            %9 = tensor.matmul(%8, %2)
            return "y" %9
            }
            """).ExpectSameMeaning();
        Assert.Equal(new PowerAttentionOptions(1, 2, 0.5, 0.01), Assert.Single(test.Result.Graphs[0].Ops<PowerAttention>()).Op.Options);
    }

    [Fact]
    public void TheScaleOnBothSidesAndByDivision()
    {
        PassTest test = PassTest.For(new RecognizeAttention()).Given(Inputs + Heads("%0", "%1", "%2") + """
            %11 = tensor.divide(%6, %4)
            %12 = tensor.multiply(%8, %3)
            %13 = tensor.matmul(%11, %12)
            %14 = tensor.power_softmax(%13) {power = 4, epsilon = 0.01, axis = -1}
            %15 = tensor.matmul(%14, %10)
            %16 = tensor.transpose(%15) {permutation = [1, 0, 2]}
            %17 = tensor.reshape(%16) {shape = [3, 4]}
            return "y" %17
            }
            """).ExpectSameMeaning();
        Assert.Equal(new PowerAttentionOptions(2, 4, 0.25, 0.01), Assert.Single(test.Result.Graphs[0].Ops<PowerAttention>()).Op.Options);
    }

    [Fact]
    public void AMeanInTheDenominatorGoesToEpsilonAndValues()
    {
        PassTest test = PassTest.For(new RecognizeAttention()).Given(Inputs + Heads("%0", "%1", "%2") + """
            %11 = tensor.matmul(%6, %8)
            %12 = tensor.power_softmax(%11) {power = 4, epsilon = 0.01, axis = 2, mean = 1}
            %13 = tensor.matmul(%12, %10)
            %14 = tensor.transpose(%13) {permutation = [1, 0, 2]}
            %15 = tensor.reshape(%14) {shape = [3, 4]}
            return "y" %15
            }
            """).ExpectSameMeaning();
        Assert.Equal(0.03, Assert.Single(test.Result.Graphs[0].Ops<PowerAttention>()).Op.Epsilon, 1e-12);
        test.ExpectOp<Multiply>();
    }

    [Fact]
    public void WeightsOverTheWrongAxisStay() => PassTest.For(new RecognizeAttention()).Given(Inputs + """
        %5 = tensor.transpose(%1) {permutation = [1, 0]}
        %6 = tensor.matmul(%0, %5)
        %7 = tensor.power_softmax(%6) {power = 2, epsilon = 0.01, axis = 0}
        %8 = tensor.matmul(%7, %2)
        return "y" %8
        }
        """).ExpectOp<PowerAttention>(0).ExpectSameMeaning();

    [Fact]
    public void OrdinarySoftmaxStays() => PassTest.For(new RecognizeAttention()).Given(Inputs + """
        %5 = tensor.transpose(%1) {permutation = [1, 0]}
        %6 = tensor.matmul(%0, %5)
        %7 = tensor.softmax(%6) {axis = 1}
        %8 = tensor.matmul(%7, %2)
        return "y" %8
        }
        """).ExpectOp<PowerAttention>(0).ExpectSameMeaning();

    private static string Heads(string query, string key, string value) => $$"""
        %5 = tensor.reshape({{query}}) {shape = [3, 2, 2]}
        %6 = tensor.transpose(%5) {permutation = [1, 0, 2]}
        %7 = tensor.reshape({{key}}) {shape = [3, 2, 2]}
        %8 = tensor.transpose(%7) {permutation = [1, 2, 0]}
        %9 = tensor.reshape({{value}}) {shape = [3, 2, 2]}
        %10 = tensor.transpose(%9) {permutation = [1, 0, 2]}

        """;
}
