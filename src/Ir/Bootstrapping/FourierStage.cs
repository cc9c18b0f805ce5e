using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>Some consecutive butterfly layers as one matrix.</summary>
/// <param name="LogSlots">Base-2 logarithm of the slots n.</param>
/// <param name="FirstLayer">Base-2 logarithm of the least distance.</param>
/// <param name="Layers">How many layers, 1 or more.</param>
public sealed record FourierStage(int LogSlots, int FirstLayer, int Layers)
{
    /// <summary>Whether it holds the layer of neighbours, which is the one that differs for real and imaginary halves.</summary>
    public bool IsNearest => FirstLayer == 0;

    /// <summary>Slots after which every diagonal repeats: a butterfly's weights depend on the place within twice its distance.</summary>
    public int Period => 1 << Math.Min(LogSlots, FirstLayer + Layers);

    /// <summary>The power of two that separates baby from giant rotations: a quarter of the range, so that three giant rotations remain.</summary>
    /// <remarks>A giant rotation costs about five babies; but each of either kind is a key of a hundred megabytes, and three giants keep them fewest.</remarks>
    public int Step => 1 << Math.Min(LogSlots, FirstLayer + Math.Max(0, Layers - 1));

    /// <summary>Left rotations of its diagonals, 0 … n - 1, ascending.</summary>
    public IReadOnlyList<int> Rotations
    {
        get
        {
            int reach = 1 << Layers;
            int mask = (1 << LogSlots) - 1;

            return [.. Enumerable.Range(1 - reach, (2 * reach) - 1).Select(j => (j << FirstLayer) & mask).Distinct().OrderBy(static rotation => rotation)];
        }
    }

    /// <summary>The baby and giant rotations.</summary>
    public BabyStepGiantStep Split => BabyStepGiantStep.Split(Rotations.ToList(), Step);

    /// <summary>How its diagonals are kept encoded.</summary>
    /// <param name="slotCount">Slots of a ciphertext.</param>
    public KeptDiagonals Kept(int slotCount) => KeptDiagonals.Of(slotCount, Rotations.Select(_ => Period).ToList());

    /// <summary>Rotations that need a key: babies and giants of <see cref="Rotations"/>, without 0.</summary>
    public IReadOnlyList<int> KeyRotations => [.. Split.KeyedRotations.OrderBy(static rotation => rotation)];
}
