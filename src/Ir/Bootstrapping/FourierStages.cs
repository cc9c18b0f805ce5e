using System;
using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>How the transform between coefficients and slots is cut into stages of one level each. Pure.</summary>
/// <remarks>
/// The transform of n slots is log2 n butterfly layers; layer k combines slots at a distance of 2^k. A stage takes consecutive layers
/// k … k + r - 1 as one matrix, whose diagonals are the multiples j 2^k for |j| below 2^r. Coefficients-to-slots goes from far to near,
/// slots-to-coefficients from near to far. Chen, Chillotti, Song, eprint 2018/1043; Han, Hhan, Cheon, eprint 2018/1073.
/// </remarks>
public static class FourierStages
{
    /// <summary>Stages in the order they are applied.</summary>
    /// <param name="logSlots">1 or more.</param>
    /// <param name="levels">Stages, at most <paramref name="logSlots"/>; more levels than layers leave the last ones unused.</param>
    public static IReadOnlyList<FourierStage> CoefficientsToSlots(int logSlots, int levels) =>
        [.. Enumerable.Reverse(Cut(logSlots, levels, wideFirst: false))];

    /// <inheritdoc cref="CoefficientsToSlots"/>
    public static IReadOnlyList<FourierStage> SlotsToCoefficients(int logSlots, int levels) => Cut(logSlots, levels, wideFirst: true);

    // From near to far.
    private static FourierStage[] Cut(int logSlots, int levels, bool wideFirst)
    {
        int count = Math.Min(levels, logSlots);
        List<FourierStage> stages = [];
        int first = 0;

        for (int i = 0; i < count; i++)
        {
            int left = count - i;
            int layers = wideFirst ? (logSlots - first + left - 1) / left : (logSlots - first) / left;
            stages.Add(new FourierStage(logSlots, first, layers));
            first += layers;
        }

        return [.. stages];
    }
}
