using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A plaintext matrix ready for encoding: its nonzero generalized diagonals, turned back by their giant rotations.</summary>
/// <remarks>Memory: 8 bytes a slot and diagonal, or a slot of one period where diagonals repeat. Immutable, shareable by threads.</remarks>
public sealed class DiagonalMatrix
{
    private readonly double[][] diagonals;

    private DiagonalMatrix(LinearTransformPlan plan, double[][] diagonals)
    {
        Plan = plan;
        this.diagonals = diagonals;
    }

    public LinearTransformPlan Plan { get; }

    public int DiagonalCount => diagonals.Length;

    /// <summary>Diagonals of a contraction with a weight of shape rows x columns. Cost: slots x rows.</summary>
    public static DiagonalMatrix Of(Contraction contraction, Tensor weight, int step)
    {
        GeneralizedDiagonals generalized = GeneralizedDiagonals.Of(contraction);
        return Of(generalized.SlotCount, generalized.Rotations.Select(rotation => (rotation, generalized.Values(rotation, weight))), step);
    }

    /// <summary>Diagonals given one by one: y = sum over k of d_k .* rot(x, k). Those that are zero everywhere are left out.</summary>
    public static DiagonalMatrix Of(int slotCount, IEnumerable<(int Rotation, double[] Values)> diagonals, int step)
    {
        List<int> rotations = [];
        List<double[]> turned = [];
        foreach ((int rotation, double[] values) in diagonals)
        {
            if (values.AsSpan().ContainsAnyExcept(0.0))
            {
                rotations.Add(rotation);
                turned.Add(DiagonalPeriods.FirstOf(Rotation.Left(values, -(rotation & ~(step - 1)))));
            }
        }

        return new DiagonalMatrix(LinearTransformPlan.For(slotCount, rotations, step), DiagonalPeriods.Cut(slotCount, [.. turned]));
    }

    /// <summary>The slots that multiply rot(x, baby) inside a giant step: all of them, or one period.</summary>
    public ReadOnlySpan<double> Diagonal(int index) => diagonals[index];

    /// <summary>The transform in the clear, by exactly the planned operations.</summary>
    public double[] Apply(double[] slots)
    {
        double[] result = new double[Plan.SlotCount];
        foreach (GiantStep giant in Plan.Giants)
        {
            double[] inner = new double[Plan.SlotCount];
            foreach (BabyTerm term in giant.Terms)
            {
                Accumulate(diagonals[term.Index], Rotation.Left(slots, term.Baby), inner);
            }

            double[] rotated = Rotation.Left(inner, giant.Rotation);
            for (int slot = 0; slot < result.Length; slot++)
            {
                result[slot] += rotated[slot];
            }
        }

        return result;
    }

    private static void Accumulate(double[] left, double[] right, double[] sum)
    {
        for (int slot = 0; slot < sum.Length; slot++)
        {
            sum[slot] += left[slot & (left.Length - 1)] * right[slot];
        }
    }
}
