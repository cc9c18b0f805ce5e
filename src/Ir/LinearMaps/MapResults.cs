using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>What a linear map makes: every ciphertext of its result must take something of the operand, or it would be an encryption of nothing.</summary>
/// <remarks>Pairs of tokens of which one is padding are zeros, but of the operand: weights stand there as in every other row.</remarks>
public static class MapResults
{
    /// <summary>Cost: slots of a row and ciphertexts of the result x its axes.</summary>
    /// <exception cref="IrException">A ciphertext of the result holds no element.</exception>
    public static void Check(LinearMap map)
    {
        bool[] written = new bool[map.Output.CiphertextCount];
        foreach (MapPlace place in new MapAddresses(map.Output, map, RowStructure.Of(map)).Places())
        {
            written[place.Ciphertext] = true;
        }

        int empty = System.Array.IndexOf(written, false);
        if (empty >= 0)
        {
            throw new IrException($"ciphertext {empty} of a linear map's result '{map.Output}' holds no element");
        }
    }
}
