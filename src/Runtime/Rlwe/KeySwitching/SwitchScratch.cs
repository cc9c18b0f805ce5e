using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Room for the work on one group of primes, for one thread.</summary>
internal sealed class SwitchScratch(LimbPool pool) : IDisposable
{
    /// <summary>Half transformed digits: number digit count * position in the group + digit.</summary>
    public LimbShelf Raised { get; } = new(pool);

    /// <summary>Half transformed remainders: number 2 * position in the group + polynomial.</summary>
    public LimbShelf Remainders { get; } = new(pool);

    /// <summary>Tiles of the digits, in NTT form.</summary>
    public LimbShelf DigitTiles { get; } = new(pool);

    /// <summary>Tiles of the two polynomials, and one more to work in.</summary>
    public LimbShelf PairTiles { get; } = new(pool);

    public void Dispose()
    {
        Raised.Dispose();
        Remainders.Dispose();
        DigitTiles.Dispose();
        PairTiles.Dispose();
    }
}
