using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Algebra;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Normalization;
using PowerSoftmax.Passes.Split;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Algebra;

/// <summary>The algebra of linear maps: what it must leave alone, and that two layers come through it unchanged in meaning.</summary>
public sealed class AlgebraTests
{
    private const string TwoLayers = """
        weight "g1" : Float64 4
        weight "b1" : Float64 4
        weight "g2" : Float64 4
        weight "q1" : Float64 4x4
        weight "k1" : Float64 4x4
        weight "v1" : Float64 4x4
        weight "o1" : Float64 4x4
        weight "up" : Float64 4x8
        weight "down" : Float64 8x4
        weight "bias" : Float64 4
        weight "head" : Float64 4x3
        graph "circuit" {
        %0 = tensor.input() {name = "x", type = "Float64 5x4"}
        %1 = tensor.constant() {weight = "g1"}
        %2 = tensor.constant() {weight = "b1"}
        %3 = tensor.layernorm(%0, %1, %2) {axis = -1, epsilon = 0.01}
        %4 = tensor.linear(%3) {weight = "q1"}
        %5 = tensor.linear(%3) {weight = "k1", bias = "bias"}
        %6 = tensor.linear(%3) {weight = "v1"}
        %7 = tensor.power_attention(%4, %5, %6) {heads = 2, power = 4, scale = 0.5, epsilon = 0.01}
        %8 = tensor.linear(%7) {weight = "o1", bias = "bias"}
        %9 = tensor.add(%0, %8)
        %10 = tensor.constant() {weight = "g2"}
        %11 = tensor.layernorm(%9, %10) {axis = 1, epsilon = 0.01}
        %12 = tensor.linear(%11) {weight = "up"}
        %13 = tensor.gelu(%12) {tanh = 0}
        %14 = tensor.linear(%13) {weight = "down"}
        %15 = tensor.add(%9, %14)
        %16 = tensor.layernorm(%15, %10, %2) {axis = 1, epsilon = 0.01}
        %17 = tensor.reduce_mean(%16) {axes = [0], keep = 0}
        %18 = tensor.linear(%17) {weight = "head"}
        return "logits" %18
        }
        """;

    [Fact]
    public void TwoLayersKeepTheirMeaning()
    {
        PassTest test = PassTest.For(
            new CommuteReduceMean(), new LowerLayerNorm(), new PushCenter(), new FuseLinears(), new PushLinearThroughAdd(), new FuseLinears(), new MergeDuplicates())
            .Given(TwoLayers).ExpectChanged().ExpectSameMeaning();
        Assert.All(test.Result.Graphs[0].Ops<Center>(), center => Assert.IsType<Input>(test.Result.Graphs[0][center.Op.Input].Op));
        test.ExpectOp<Normalize>(3).ExpectOp<LayerNorm>(0);
    }

    [Fact]
    public void GammaDisappearsInEveryLinearThatFollows()
    {
        PassTest test = PassTest.For(new LowerLayerNorm(), new FuseLinears()).Given(TwoLayers).ExpectSameMeaning();
        Graph graph = test.Result.Graphs[0];
        Normalize first = graph.Ops<Normalize>().First().Op;
        Assert.Equal(3, graph.Users()[graph.Ops<Normalize>().First().Node.Id.Index].Count);
        Assert.IsType<Center>(graph[first.Input].Op);
    }

    [Fact]
    public void ANarrowBottleneckIsNotMultipliedOut() => PassTest.For(new FuseLinears()).Given("""
        weight "down" : Float64 16x2
        weight "up" : Float64 2x16
        graph "circuit" {
        %0 = tensor.input() {name = "x", type = "Float64 3x16"}
        %1 = tensor.linear(%0) {weight = "down"}
        %2 = tensor.linear(%1) {weight = "up"}
        return "y" %2
        }
        """).ExpectUnchanged();

    [Fact]
    public void ASumWithOtherUsersIsNotPushedThrough() => PassTest.For(new PushLinearThroughAdd(), new CommuteReduceMean()).Given("""
        weight "w" : Float64 4x4
        graph "circuit" {
        %0 = tensor.input() {name = "x", type = "Float64 3x4"}
        %1 = tensor.linear(%0) {weight = "w"}
        %2 = tensor.add(%0, %1)
        %3 = tensor.linear(%2) {weight = "w"}
        %4 = tensor.reduce_mean(%2) {axes = [0], keep = 1}
        %5 = tensor.add(%3, %4)
        return "y" %5
        }
        """).ExpectUnchanged();

    [Fact]
    public void AMeanOverFeaturesDoesNotCommute() => PassTest.For(new CommuteReduceMean()).Given("""
        weight "w" : Float64 4x4
        graph "circuit" {
        %0 = tensor.input() {name = "x", type = "Float64 3x4"}
        %1 = tensor.linear(%0) {weight = "w"}
        %2 = tensor.reduce_mean(%1) {axes = [1], keep = 0}
        return "y" %2
        }
        """).ExpectUnchanged();

    [Fact]
    public void TheClientsLayerNormStays() => PassTest.For(new LowerLayerNorm(), new PushCenter(), new NormalizePolynomialInputs()).Given("""
        weight "g" : Float64 4
        graph "client.prologue" {
        %0 = tensor.input() {name = "x", type = "Float64 3x4"}
        %1 = tensor.constant() {weight = "g"}
        %2 = tensor.layernorm(%0, %1) {axis = 1, epsilon = 0.01}
        return "x" %2
        }
        """).ExpectUnchanged();

    [Fact]
    public void CenteringWithNothingToFoldIntoBecomesAMatrix() => PassTest.For(new PushCenter()).Given("""
        graph "circuit" {
        %0 = tensor.input() {name = "x", type = "Float64 3x4"}
        %1 = tensor.gelu(%0) {tanh = 0}
        %2 = tensor.center(%1) {gain = 0.5}
        return "y" %2
        }
        """).ExpectOp<Linear>().ExpectOp<Center>(0).ExpectSameMeaning();

    [Fact]
    public void NormalizedArgumentsKeepTheMeaningOfEveryOp()
    {
        PassTest test = PassTest.For(new LowerLayerNorm(), new PushCenter(), new NormalizePolynomialInputs()).Given("""
            weight "q" : Float64 4x4
            weight "k" : Float64 4x4
            weight "b" : Float64 4
            graph "circuit" {
            %0 = tensor.input() {name = "x", type = "Float64 5x4"}
            %1 = tensor.linear(%0) {weight = "q", bias = "b"}
            %2 = tensor.linear(%0) {weight = "k"}
            %3 = tensor.power_attention(%1, %2, %0) {heads = 2, power = 4, scale = -0.5, epsilon = 0.25}
            %4 = tensor.linear(%3) {weight = "k", bias = "b"}
            %5 = tensor.add(%0, %4)
            %6 = tensor.center(%5)
            %7 = tensor.normalize(%6) {epsilon = 0.1, inverse_root = "chebyshev [0.1, 3.0] {2, -1, 0.25}"}
            %8 = tensor.linear(%7) {weight = "q"}
            %9 = tensor.polynomial(%8) {series = "chebyshev [-2.0, 5.0] {2, -1, 0.25}"}
            %10 = tensor.add(%9, %4)
            %11 = tensor.polynomial(%10) {series = "chebyshev [-2.0, 7.0] {1, 1}"}
            return "y" %11
            }
            """).ExpectSameMeaning();

        // Behind a sum of a polynomial no weights take the map: it stays in the series.
        Assert.Equal([new Interval(-1, 1), new Interval(-2, 7)], test.Result.Graphs[0].Ops<Polynomial>().Select(static op => op.Op.Series.Interval));
        Assert.True(Assert.Single(test.Result.Graphs[0].Ops<Ir.TensorDialect.Normalize>()).Op is { Normalized: true, Epsilon: 0.1 });
    }

    // The arguments lie at both ends of the interval, where a shift by epsilon is a different value of the series.
    [Theory]
    [InlineData(0.01, -0.99)]
    [InlineData(0.5, -0.5)]
    [InlineData(1.5, 0.5)]
    public void TheShiftOfNormalizedArgumentsHasTheEpsilonInIt(double epsilon, double shift)
    {
        string text = epsilon.ToString(System.Globalization.CultureInfo.InvariantCulture);
        PassTest test = PassTest.For(new NormalizePolynomialInputs()).Given($$"""
            weight "q" : Float64 4x4
            graph "circuit" {
            %0 = tensor.input() {name = "x", type = "Float64 5x4"}
            %1 = tensor.linear(%0) {weight = "q"}
            %2 = tensor.normalize(%1) {epsilon = {{text}}, inverse_root = "chebyshev [0, 2] {2, -1, 0.25}"}
            return "y" %2
            }
            """).ExpectSameMeaning();

        Assert.Equal(shift, Assert.Single(test.Result.Graphs[0].Ops<Ir.TensorDialect.Normalize>()).Op.Shift, 1e-12);
    }

    [Fact]
    public void InputsOfDifferentGainsAreSentApart()
    {
        PassTest test = PassTest.For(new MoveInputMapsToClient()).Given("""
            graph "client.prologue" {
            %0 = tensor.input() {name = "e", type = "Float64 3x4"}
            return "x" %0
            }
            graph "circuit" {
            %0 = tensor.input() {name = "x", type = "Float64 3x4"}
            %1 = tensor.center(%0)
            %2 = tensor.center(%0) {gain = 0.5}
            %3 = tensor.add(%1, %2)
            return "y" %3
            }
            """);
        Assert.Equal(["x", "x.centered", "x.centered.2"], test.Result.Find(ModuleKeys.Prologue)!.Outputs.Select(static output => output.Name));
        Assert.Equal(["x", "x.centered", "x.centered.2"], test.Result.Find(ModuleKeys.Circuit)!.Ops<Input>().Select(static input => input.Op.Name));
    }
}
