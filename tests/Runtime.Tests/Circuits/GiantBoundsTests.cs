using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Tests.Circuits;

/// <summary>As many plaintexts are in flight as weigh what 64 with all slots do.</summary>
public class GiantBoundsTests
{
    private const int Slots = 1 << 15;

    [Theory]
    [InlineData(Slots, Slots, 64)]
    [InlineData(Slots, 1024, 2048)]
    [InlineData(1 << 4, Slots, 64)] // slots that repeat, with plaintexts as large as any
    public void SmallPlaintextsAreMoreAtATime(int planSlots, int plaintextSlots, int terms)
    {
        GiantBounds bounds = GiantBounds.For(LinearTransformPlan.For(planSlots, [0, 1, 5, 9], 4), new Plaintexts(plaintextSlots), Slots);

        Assert.Equal(terms, bounds.Terms);
        Assert.InRange(bounds.TermsOfASum, 1, 1024);
    }

    private sealed class Plaintexts(int slots) : IDiagonalPlaintexts
    {
        public int MostSlots(int index) => slots;

        public IReadOnlyList<PlaintextLease<EncodedMessage>> Rent(IReadOnlyList<int> indices, PlaintextForm form) => throw new NotSupportedException();
    }
}
