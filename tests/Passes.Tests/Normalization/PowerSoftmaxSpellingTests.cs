using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Normalization;
using PowerSoftmax.Passes.Tests.Support;
using Softmax = PowerSoftmax.Ir.TensorDialect.PowerSoftmax;

namespace PowerSoftmax.Passes.Tests.Normalization;

/// <summary>Spellings of power-softmax: powers, sums and quotients that must be found, and near misses that must not.</summary>
public sealed class PowerSoftmaxSpellingTests
{
    private const string Head = """
        weight "four" : Float64 scalar = 4
        weight "three" : Float64 scalar = 3
        weight "eps" : Float64 scalar = 0.001
        weight "delta" : Float64 scalar = 0.0001
        graph "model" {
        %0 = tensor.input() {name = "s", type = "Float64 2x3x3"}
        %1 = tensor.constant() {weight = "four"}
        %2 = tensor.constant() {weight = "three"}
        %3 = tensor.constant() {weight = "eps"}
        %4 = tensor.constant() {weight = "delta"}

        """;

    [Fact]
    public void RepeatedProducts() => Found("""
        %5 = tensor.multiply(%0, %0)
        %6 = tensor.multiply(%5, %5)
        %7 = tensor.reduce_sum(%6) {axes = [2], keep = 1}
        %8 = tensor.add(%3, %7)
        %9 = tensor.divide(%6, %8)
        return "y" %9
        }
        """, new Softmax(default, 4, 0.001, 2));

    [Fact]
    public void ReciprocalAndMean() => Found("""
        %5 = tensor.power(%0, %1)
        %6 = tensor.reduce_mean(%5) {axes = [-1], keep = 1}
        %7 = tensor.add(%6, %3)
        %8 = tensor.reciprocal(%7)
        %9 = tensor.multiply(%8, %5)
        return "y" %9
        }
        """, new Softmax(default, 4, 0.001, 2, Mean: true));

    [Fact]
    public void MagnitudesOfTheNormalizedForm() => Found("""
        %5 = tensor.power(%0, %1)
        %6 = tensor.abs(%5)
        %7 = tensor.reduce_sum(%6) {axes = [1], keep = 1}
        %8 = tensor.divide(%6, %7)
        return "y" %8
        }
        """, new Softmax(default, 4, 0, 1));

    [Fact]
    public void PowerOfAMagnitude() => Found("""
        %5 = tensor.abs(%0)
        %6 = tensor.power(%5, %1)
        %7 = tensor.reduce_sum(%6) {axes = [2], keep = 1}
        %8 = tensor.add(%7, %3)
        %9 = tensor.divide(%6, %8)
        return "y" %9
        }
        """, new Softmax(default, 4, 0.001, 2));

    [Fact]
    public void ScalingByTheLargestMagnitudeGoesWithoutEpsilon() => Found("""
        %5 = tensor.abs(%0)
        %6 = tensor.reduce_max(%5) {axes = [2], keep = 1}
        %7 = tensor.add(%6, %4)
        %8 = tensor.divide(%0, %7)
        %9 = tensor.power(%8, %1)
        %10 = tensor.reduce_sum(%9) {axes = [2], keep = 1}
        %11 = tensor.divide(%9, %10)
        return "y" %11
        }
        """, new Softmax(default, 4, 0, 2));

    [Fact]
    public void ScalingByTheLargestMagnitudeWithEpsilonIsADiagnostic()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => PassTest.For(new RecognizePowerSoftmax()).Given(Head + """
            %5 = tensor.abs(%0)
            %6 = tensor.reduce_max(%5) {axes = [2], keep = 1}
            %7 = tensor.divide(%0, %6)
            %8 = tensor.power(%7, %1)
            %9 = tensor.reduce_sum(%8) {axes = [2], keep = 1}
            %10 = tensor.add(%9, %3)
            %11 = tensor.divide(%8, %10) : tensor<Float64 2x3x3> "/attention/Div_1"
            return "y" %11
            }
            """));
        Assert.Equal("PSM3001", error.Diagnostic.Id);
        Assert.Contains("/attention/Div_1", error.Message, StringComparison.Ordinal);
        Assert.Contains("epsilon = 0.001", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOddPowerStays() => PassTest.For(new RecognizePowerSoftmax()).Given(Head + """
        %5 = tensor.power(%0, %2)
        %6 = tensor.reduce_sum(%5) {axes = [2], keep = 1}
        %7 = tensor.divide(%5, %6)
        return "y" %7
        }
        """).ExpectOp<Softmax>(0).ExpectSameMeaning();

    [Fact]
    public void ASumOfOtherPowersStays() => PassTest.For(new RecognizePowerSoftmax()).Given(Head + """
        %5 = tensor.power(%0, %1)
        %6 = tensor.multiply(%0, %0)
        %7 = tensor.reduce_sum(%6) {axes = [2], keep = 1}
        %8 = tensor.divide(%5, %7)
        return "y" %8
        }
        """).ExpectOp<Softmax>(0).ExpectSameMeaning();

    [Theory]
    [InlineData("%6 = tensor.add(%5, %3)")]
    [InlineData("%6 = tensor.add(%3, %5)")]
    public void AnEpsilonInsideTheSumIsNotTakenForOneOutside(string summand) => PassTest.For(new RecognizePowerSoftmax()).Given(Head + $$"""
        %5 = tensor.power(%0, %1)
        {{summand}}
        %7 = tensor.reduce_sum(%6) {axes = [2], keep = 1}
        %8 = tensor.divide(%5, %7)
        return "y" %8
        }
        """).ExpectOp<Softmax>(0).ExpectSameMeaning();

    [Fact]
    public void AnEpsilonInsideAndOneOutsideStay() => PassTest.For(new RecognizePowerSoftmax()).Given(Head + """
        %5 = tensor.power(%0, %1)
        %6 = tensor.add(%5, %3)
        %7 = tensor.reduce_sum(%6) {axes = [2], keep = 1}
        %8 = tensor.add(%7, %4)
        %9 = tensor.divide(%5, %8)
        return "y" %9
        }
        """).ExpectOp<Softmax>(0).ExpectSameMeaning();

    [Fact]
    public void AQuotientOfSumsThatBothHaveTheEpsilonStays() => PassTest.For(new RecognizePowerSoftmax()).Given(Head + """
        %5 = tensor.power(%0, %1)
        %6 = tensor.add(%5, %3)
        %7 = tensor.reduce_sum(%6) {axes = [2], keep = 1}
        %8 = tensor.divide(%6, %7)
        return "y" %8
        }
        """).ExpectOp<Softmax>(0).ExpectSameMeaning();

    private static void Found(string body, Softmax expected)
    {
        PassTest test = PassTest.For(new RecognizePowerSoftmax()).Given(Head + body).ExpectChanged().ExpectSameMeaning();
        Softmax actual = Assert.Single(test.Result.Graphs[0].Ops<Softmax>()).Op;
        Assert.Equal(expected with { Input = actual.Input }, actual);
    }
}
