using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>What a linear map makes: every ciphertext of its result must hold an element, or it would be an encryption of nothing.</summary>
public static class MapResults
{
    /// <summary>Cost: addresses of the result x its axes.</summary>
    /// <exception cref="IrException">A ciphertext of the result holds no element.</exception>
    public static void Check(LinearMap map)
    {
        for (int ciphertext = 0; ciphertext < map.Output.CiphertextCount; ciphertext++)
        {
            if (!SlotIndices.OfCiphertext(map.Output, ciphertext).Any(static element => element >= 0))
            {
                throw new IrException($"ciphertext {ciphertext} of a linear map's result '{map.Output}' holds no element");
            }
        }
    }
}
