using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.FeatureMaps;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Contractions;

/// <summary>Chains of index maps and factors that must become layers, and those that must stay what they are.</summary>
public sealed class FeatureMapTests
{
    [Fact]
    public void FeaturesOfAFunctionAreChosenByTheLayerAfterIt()
    {
        PassTest test = PassTest.For(new CollectFeatureMaps()).Given(Circuit("""
            %2 = tensor.relu(%1)
            %3 = tensor.slice(%2) {starts = [3], ends = [-7], axes = [1], steps = [-2]}
            %4 = tensor.linear(%3) {weight = "narrow"}
            return "y" %4
            """)).ExpectSameMeaning().ExpectOp<Slice>(0).ExpectOp<Linear>(2);
        Assert.Contains(test.Result.Graphs[0].Ops<Linear>(), static linear => linear.Op.Weight.EndsWith(".chosen", StringComparison.Ordinal));
    }

    [Fact]
    public void BranchesThatAreJoinedAreAddedAfterALayerOfEach() => PassTest.For(new CollectFeatureMaps()).Given(Circuit("""
        %2 = tensor.relu(%1)
        %3 = tensor.tanh(%1)
        %4 = tensor.concat(%2, %3) {axis = 1}
        %5 = tensor.linear(%4) {weight = "wide"}
        return "y" %5
        """)).ExpectSameMeaning().ExpectOp<Concat>(0).ExpectOp<Linear>(3).ExpectOp<Add>(1);

    [Fact]
    public void BranchesThatNoLayerTakesAreJoinedByTwoSelections() => PassTest.For(new CollectFeatureMaps()).Given(Circuit("""
        %2 = tensor.relu(%1)
        %3 = tensor.tanh(%1)
        %4 = tensor.concat(%2, %3) {axis = 1}
        %5 = tensor.gelu(%4) {tanh = 0}
        return "y" %5
        """)).ExpectSameMeaning().ExpectOp<Concat>(0).ExpectOp<Linear>(3).ExpectOp<Add>(1);

    [Fact]
    public void TokensThatAreChosenStay() => PassTest.For(new CollectFeatureMaps()).Given(Circuit("""
        %2 = tensor.slice(%1) {starts = [0], ends = [1], axes = [0], steps = [1]}
        %3 = tensor.relu(%2)
        return "y" %3
        """)).ExpectUnchanged();

    [Fact]
    public void AReshapeThatMixesTokensAndFeaturesStays() => PassTest.For(new CollectFeatureMaps()).Given(Circuit("""
        %2 = tensor.reshape(%1) {shape = [4, 3]}
        %3 = tensor.slice(%2) {starts = [0], ends = [1], axes = [1], steps = [1]}
        %4 = tensor.relu(%3)
        return "y" %4
        """)).ExpectSameMeaning().ExpectOp<Reshape>(1).ExpectOp<Slice>(0);

    [Fact]
    public void AFactorOfAResidualStaysAFactor() => PassTest.For(new CollectFeatureMaps()).Given(Circuit("""
        %2 = tensor.constant() {weight = "gamma"}
        %3 = tensor.multiply(%0, %2)
        %4 = tensor.add(%3, %1)
        return "y" %4
        """)).ExpectUnchanged();

    [Fact]
    public void FactorsAndSummandsByFeatureGoIntoTheOnlyLayerBefore() => PassTest.For(new CollectFeatureMaps()).Given(Circuit("""
        %2 = tensor.constant() {weight = "gamma"}
        %3 = tensor.multiply(%1, %2)
        %4 = tensor.subtract(%3, %2)
        %5 = tensor.negate(%4)
        %6 = tensor.relu(%5)
        return "y" %6
        """)).ExpectSameMeaning().ExpectOp<Multiply>(0).ExpectOp<Subtract>(0).ExpectOp<Linear>(1);

    [Fact]
    public void SummandsOfTokensStaySummands() => PassTest.For(new CollectFeatureMaps()).Given(Circuit("""
        %2 = tensor.constant() {weight = "positions"}
        %3 = tensor.add(%1, %2)
        %4 = tensor.slice(%3) {starts = [1], ends = [3], axes = [1], steps = [1]}
        %5 = tensor.relu(%4)
        return "y" %5
        """)).ExpectSameMeaning().ExpectOp<Slice>(0).ExpectOp<Add>(1).ExpectOp<Linear>(1);

    private static string Circuit(string lines) => $$"""
        weight "w" : Float64 6x6
        weight "narrow" : Float64 2x3
        weight "wide" : Float64 12x3
        weight "gamma" : Float64 6 = 1, 2, 3, -1, 0.5, 4
        weight "positions" : Float64 2x6 = 1, 2, 3, -1, 0.5, 4, 0, 0, 1, 1, 2, 2
        graph "circuit" {
        %0 = tensor.input() {name = "x", type = "Float64 2x6"}
        %1 = tensor.linear(%0) {weight = "w"}
        {{lines}}
        }
        """;
}
