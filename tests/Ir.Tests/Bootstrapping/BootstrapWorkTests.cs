using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Tests.Bootstrapping;

public class BootstrapWorkTests
{
    private static readonly BootstrappingSet Set = BootstrappingSet.Of(BootstrappingSets.Find(16, 12, SecurityLevel.Bits128)!, 20);

    private static readonly Level Target = new(10);

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(2, new[] { 2 })]
    [InlineData(3, new[] { 2, 1 })]
    [InlineData(8, new[] { 2, 2, 2, 2 })]
    public void CiphertextsGoInPairs(int ciphertexts, int[] expected) => Assert.Equal(expected, BootstrapWork.Groups(ciphertexts));

    // Three and four stages, of which the nearest are not shared, two conjugations, and the products of the sine.
    [Fact]
    public void APairSharesTheTransformsButForTheStageOfNeighbours()
    {
        IReadOnlyList<BootstrapStep> single = BootstrapWork.Of(Set, Target, 1), pair = BootstrapWork.Of(Set, Target, 2);

        Assert.Equal((3 + 4, 3 + 4 + 2), (Matrices(single), Matrices(pair)));
        Assert.Equal((2, 4), (single.Sum(static step => step.KeySwitches), pair.Sum(static step => step.KeySwitches)));
        Assert.Equal(2 * single.Sum(static step => step.Products), pair.Sum(static step => step.Products));
        Level[] twice = [.. pair.Where(static step => step.Matrix.Diagonals.Count > 0).GroupBy(static step => step.Level)
            .Where(static level => level.Count() == 2).Select(static level => level.Key)];
        Assert.Equal([Set.Least, Target + Set.Literal.Bootstrapping!.SineLevels + 1], twice);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void NoOtherNumberSharesABootstrap(int together) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapWork.Of(Set, Target, together));

    private static int Matrices(IReadOnlyList<BootstrapStep> steps) => steps.Count(static step => step.Matrix.Diagonals.Count > 0);
}
