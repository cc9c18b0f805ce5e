using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Ring;

public sealed class LimbPoolTests
{
    [Fact]
    public unsafe void BasesAreAlignedAndStaggered()
    {
        LimbPool pool = new(1024);
        Limb[] limbs = [.. Enumerable.Range(0, 21).Select(_ => pool.Rent())];
        nint[] addresses = [.. limbs.Select(limb => (nint)limb.Residues.Pointer)];

        Assert.All(addresses, address => Assert.Equal(0, address % 64));
        Assert.Equal(21, addresses.Select(address => address % 4096).Distinct().Count());
        Array.ForEach(limbs, limb => limb.Dispose());
    }

    [Fact]
    public void MemoryIsReusedAndSecretsAreZeroed()
    {
        LimbPool pool = new(64);

        using (Limb secret = pool.Rent(clearOnReturn: true))
        {
            secret.Span.Fill(3.0);
        }

        using Limb again = pool.Rent();

        Assert.Equal(1, pool.CreatedCount);
        Assert.False(again.ClearOnReturn);
        Assert.All(again.Span.ToArray(), value => Assert.Equal(0.0, value));
    }

    [Fact]
    public void ADisposedLimbIsClosedAndReturnsOnce()
    {
        LimbPool pool = new(64);
        Limb limb = pool.Rent();

        limb.Dispose();
        limb.Dispose();
        using Limb first = pool.Rent(), second = pool.Rent();

        Assert.Equal(2, pool.CreatedCount);
        Assert.Throws<ObjectDisposedException>(() => limb.Span.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LimbPool(9));
    }

    [Fact]
    public void PolynomialsGiveTheirLimbsBack()
    {
        RingContext ring = TestRing.Create();

        for (int round = 0; round < 10; round++)
        {
            using RnsPolynomial x = new(ring, [0, 1, 2], isNtt: true);
            x.Clear();
            x.DropLastLimb();
            using RnsPolynomial copy = x.Copy();
            Assert.Equal([0, 1], copy.PrimeIndices.ToArray());
            Assert.Throws<ArgumentOutOfRangeException>(() => x.Limb(2).Length);
        }

        Assert.Equal(4, ring.Limbs.CreatedCount);
    }

    [Fact]
    public void TrimmingKeepsTheSlabsOfLentLimbs()
    {
        LimbPool pool = new(64);
        Limb[] limbs = [.. Enumerable.Range(0, 100).Select(_ => pool.Rent())];
        using Limb kept = limbs[50];
        kept.Span.Fill(7.0);
        limbs.Where(limb => limb != kept).ToList().ForEach(static limb => limb.Dispose());

        pool.Trim();
        using Limb fresh = pool.Rent();
        fresh.Span.Fill(1.0);

        Assert.Equal(-1, kept.Span.IndexOfAnyExcept(7.0));
        Assert.InRange(pool.CreatedCount, 100, 101);
    }

    [Fact]
    public void RentingFromManyThreadsNeverSharesALimb()
    {
        LimbPool pool = new(64);

        Parallel.For(0, 2000, index =>
        {
            using Limb limb = pool.Rent();
            limb.Span.Fill(index);
            Thread.Yield();
            Assert.Equal(-1, limb.Span.IndexOfAnyExcept((double)index));
        });
    }
}
