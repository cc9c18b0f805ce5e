using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Scratch limbs by number, rented when first asked for and kept until the shelf is disposed. For one thread.</summary>
internal sealed class LimbShelf(LimbPool pool) : IDisposable
{
    private readonly List<Limb?> limbs = [];

    public Residues this[int number]
    {
        get
        {
            while (limbs.Count <= number)
            {
                limbs.Add(null);
            }

            return (limbs[number] ??= pool.Rent()).Residues;
        }
    }

    public void Dispose()
    {
        limbs.ForEach(static limb => limb?.Dispose());
        limbs.Clear();
    }
}
