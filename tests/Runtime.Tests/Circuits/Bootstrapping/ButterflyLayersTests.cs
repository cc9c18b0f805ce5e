using System.Numerics;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;

namespace PowerSoftmax.Runtime.Tests.Circuits.Bootstrapping;

public class ButterflyLayersTests
{
    public static TheoryData<int, int> Sizes => new()
    {
        { 1, 1 }, { 2, 1 }, { 2, 2 }, { 3, 2 }, { 5, 1 }, { 6, 3 }, { 8, 4 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void SlotsToCoefficientsPutsSlotsIntoCoefficients(int logSlots, int levels)
    {
        double[] lower = Message(logSlots, 1), upper = Message(logSlots, 2);

        Complex[] slots = [.. Forward(logSlots, levels, lower, CoefficientHalf.Lower)
            .Zip(Forward(logSlots, levels, upper, CoefficientHalf.Upper), static (x, y) => x + y)];

        AssertClose(SlotsOf(Reversed(lower), Reversed(upper)), slots);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void CoefficientsToSlotsBringsEachHalfBack(int logSlots, int levels)
    {
        double[] lower = Message(logSlots, 1), upper = Message(logSlots, 2);
        Complex[] slots = SlotsOf(Reversed(lower), Reversed(upper));

        AssertClose([.. lower], [.. Inverse(logSlots, levels, slots, CoefficientHalf.Lower).Select(static slot => (Complex)slot.Real)]);
        AssertClose([.. upper], [.. Inverse(logSlots, levels, slots, CoefficientHalf.Upper).Select(static slot => (Complex)slot.Real)]);
    }

    [Fact]
    public void AStageHasTheDiagonalsThatThePlanCounts()
    {
        foreach (FourierStage stage in FourierStages.CoefficientsToSlots(7, 3).Concat(FourierStages.SlotsToCoefficients(7, 2)))
        {
            Assert.Equal(stage.Rotations, ButterflyLayers.Forward(stage, CoefficientHalf.Upper).Rotations);
            Assert.Equal(stage.Rotations, ButterflyLayers.Inverse(stage, CoefficientHalf.Lower).Rotations);
        }
    }

    private static Complex[] Forward(int logSlots, int levels, double[] message, CoefficientHalf half) => FourierStages.SlotsToCoefficients(logSlots, levels)
        .Aggregate((Complex[])[.. message], (slots, stage) => ButterflyLayers.Forward(stage, half).Apply(slots));

    private static Complex[] Inverse(int logSlots, int levels, Complex[] slots, CoefficientHalf half) => FourierStages.CoefficientsToSlots(logSlots, levels)
        .Aggregate(slots, (current, stage) => ButterflyLayers.Inverse(stage, half).Apply(current));

    // By definition: slot j of m(Y) is m(w^(3^j)), w of order 4n.
    private static Complex[] SlotsOf(double[] lower, double[] upper)
    {
        int n = lower.Length;
        double[] coefficients = [.. lower, .. upper];

        return [.. Enumerable.Range(0, n).Select(j =>
        {
            int power = (int)BigInteger.ModPow(3, j, 4 * n);

            return coefficients.Select((coefficient, k) => coefficient * Complex.FromPolarCoordinates(1, 2 * Math.PI * power * k / (4 * n)))
                .Aggregate(static (sum, term) => sum + term);
        })];
    }

    private static double[] Reversed(double[] values)
    {
        int bits = BitOperations.Log2((uint)values.Length);

        return [.. Enumerable.Range(0, values.Length).Select(i =>
            values[Enumerable.Range(0, bits).Sum(bit => (i >> bit & 1) << (bits - 1 - bit))])];
    }

    private static double[] Message(int logSlots, int seed)
    {
        Random random = new(seed);

        return [.. Enumerable.Range(0, 1 << logSlots).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static void AssertClose(Complex[] expected, Complex[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), static pair => Assert.Equal(0, (pair.First - pair.Second).Magnitude, 1e-11));
    }
}
