using System.Collections.Generic;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>The scale of every ciphertext at each level: D_(l-1) = D_l^2 / q_l.</summary>
public static class LevelScales
{
    /// <summary>Scales indexed by level, from 0 to <c>chain.Count - 1</c>, where the highest has <paramref name="top"/>.</summary>
    public static Scale[] Compute(IReadOnlyList<ulong> chain, Scale top)
    {
        Scale[] scales = new Scale[chain.Count];

        if (scales.Length != 0)
        {
            scales[scales.Length - 1] = top;
        }

        for (int level = scales.Length - 1; level > 0; level--)
        {
            scales[level - 1] = scales[level] * scales[level] / chain[level];
        }

        return scales;
    }
}
