using System.Globalization;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Normalization;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Normalization;

/// <summary>Activations whose constants went through float16 or bfloat16 are the same activations; others are not taken for them.</summary>
public sealed class HalfPrecisionActivationTests
{
    [Theory]
    [InlineData(1.41421356)]    // float32
    [InlineData(1.4140625)]     // both float16 and bfloat16
    public void GeluByErfWithARoundedRoot(double root) => Assert.False(Assert.Single(Erf("divide", root).Result.Graphs[0].Ops<Gelu>()).Op.Tanh);

    [Theory]
    [InlineData(0.70710678)]
    [InlineData(0.70703125)]
    public void GeluByErfWithARoundedInverseRoot(double root) => Assert.False(Assert.Single(Erf("multiply", root).Result.Graphs[0].Ops<Gelu>()).Op.Tanh);

    [Theory]
    [InlineData(0.7978845608, 0.044715)]            // float32
    [InlineData(0.7978515625, 0.044708251953125)]   // float16
    [InlineData(0.796875, 0.044677734375)]          // bfloat16
    public void GeluByTanhWithRoundedConstants(double factor, double cube) =>
        Assert.True(Assert.Single(Tanh(factor, cube).Result.Graphs[0].Ops<Gelu>()).Op.Tanh);

    [Theory]
    [InlineData(1.40)]          // no rounding of the root, and no number of a narrow type
    [InlineData(1.3984375)]     // a number of bfloat16, and not the nearest to the root
    [InlineData(1.5)]
    public void AnotherDivisorIsNoGelu(double root) => Assert.Empty(Erf("divide", root).Result.Graphs[0].Ops<Gelu>());

    [Theory]
    [InlineData(0.79, 0.044715)]
    [InlineData(0.796875, 0.05)]
    public void OtherConstantsAreNoTanhForm(double factor, double cube) => Assert.Empty(Tanh(factor, cube).Result.Graphs[0].Ops<Gelu>());

    private static PassTest Erf(string op, double root) => PassTest.For(new RecognizeActivations()).Given(string.Create(CultureInfo.InvariantCulture, $$"""
        weight "root" : Float64 scalar = {{root}}
        weight "one" : Float64 scalar = 1
        weight "half" : Float64 scalar = 0.5
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 2x3"}
        %1 = tensor.constant() {weight = "root"}
        %2 = tensor.{{op}}(%0, %1)
        %3 = tensor.erf(%2)
        %4 = tensor.constant() {weight = "one"}
        %5 = tensor.add(%3, %4)
        %6 = tensor.multiply(%0, %5)
        %7 = tensor.constant() {weight = "half"}
        %8 = tensor.multiply(%6, %7)
        return "y" %8
        }
        """));

    private static PassTest Tanh(double factor, double cube) => PassTest.For(new RecognizeActivations()).Given(string.Create(CultureInfo.InvariantCulture, $$"""
        weight "factor" : Float64 scalar = {{factor}}
        weight "cube" : Float64 scalar = {{cube}}
        weight "three" : Float64 scalar = 3
        weight "one" : Float64 scalar = 1
        weight "half" : Float64 scalar = 0.5
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 2x3"}
        %1 = tensor.constant() {weight = "three"}
        %2 = tensor.power(%0, %1)
        %3 = tensor.constant() {weight = "cube"}
        %4 = tensor.multiply(%2, %3)
        %5 = tensor.add(%0, %4)
        %6 = tensor.constant() {weight = "factor"}
        %7 = tensor.multiply(%5, %6)
        %8 = tensor.tanh(%7)
        %9 = tensor.constant() {weight = "one"}
        %10 = tensor.add(%8, %9)
        %11 = tensor.multiply(%0, %10)
        %12 = tensor.constant() {weight = "half"}
        %13 = tensor.multiply(%11, %12)
        return "y" %13
        }
        """));
}
