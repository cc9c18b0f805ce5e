using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>The prepared input of a <see cref="BasisConverter"/>: scaled residues of every source prime and the overflow count.</summary>
/// <remarks>Kept as strips of 32 columns, one behind the other (<see cref="CoefficientStrips"/>). Several threads may read it once it is prepared.</remarks>
public sealed class BasisRows : IDisposable
{
    private readonly Limb[] limbs;
    private readonly Residues[] scaled;

    internal BasisRows(LimbPool pool, int count)
    {
        limbs = new Limb[count + 1];

        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = pool.Rent();
        }

        scaled = [.. limbs.Take(count).Select(limb => limb.Residues)];
    }

    /// <summary>Source primes.</summary>
    public int Count => scaled.Length;

    internal ReadOnlySpan<Residues> Scaled => scaled;

    internal Residues Overflow => limbs[^1].Residues;

    internal Residues Row(int i) => scaled[i];

    public void Dispose() => Array.ForEach(limbs, limb => limb.Dispose());
}
