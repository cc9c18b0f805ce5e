using System.Numerics;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>One stage of the transform between coefficients and slots, with its plaintexts, which are encoded at first use and kept.</summary>
/// <remarks>Memory: a polynomial modulo QP for each diagonal. One level. Thread-safe.</remarks>
internal sealed class StageTransform : IDiagonalPlaintexts, IDisposable
{
    private readonly ComplexDiagonals matrix;
    private readonly Encoder encoder;
    private readonly int repetitions;
    private readonly Lock encoding = new();
    private Plaintext[]? plaintexts;
    private PlaintextForm form;

    /// <param name="matrix">The stage's matrix, n by n.</param>
    /// <param name="step">The power of two that separates baby from giant rotations.</param>
    /// <param name="encoder">Of the parameters that the stage is applied in.</param>
    /// <param name="slotCount">Slots of a ciphertext, a multiple of n.</param>
    public StageTransform(ComplexDiagonals matrix, int step, Encoder encoder, int slotCount)
    {
        this.matrix = matrix;
        this.encoder = encoder;
        repetitions = slotCount / matrix.SlotCount;
        Plan = LinearTransformPlan.For(matrix.SlotCount, [.. matrix.Rotations], step);
    }

    public LinearTransformPlan Plan { get; }

    /// <summary>Memory of the plaintexts encoded so far.</summary>
    public long ByteCount => plaintexts?.Sum(static plaintext => (long)plaintext.Polynomial.LimbCount * plaintext.Polynomial.Ring.Degree * sizeof(double)) ?? 0;

    public IReadOnlyList<PlaintextLease> Rent(IReadOnlyList<int> indices, PlaintextForm form)
    {
        Plaintext[] encoded = Encoded(form);

        return [.. indices.Select(index => new PlaintextLease(encoded[index], ownsPlaintext: false))];
    }

    public void Dispose()
    {
        foreach (Plaintext plaintext in plaintexts ?? [])
        {
            plaintext.Dispose();
        }

        plaintexts = null;
    }

    private Plaintext[] Encoded(PlaintextForm wanted)
    {
        lock (encoding)
        {
            if (plaintexts is null || form != wanted)
            {
                Dispose();
                plaintexts = [.. Plan.Giants
                    .SelectMany(static giant => giant.Terms.Select(term => (term.Index, giant.Rotation, Diagonal: giant.Rotation + term.Baby)))
                    .OrderBy(static entry => entry.Index)
                    .Select(entry => Encode(matrix[entry.Diagonal], entry.Rotation, wanted))];
                form = wanted;
            }

            return plaintexts;
        }
    }

    // Turned back by the giant rotation, and repeated over all slots.
    private Plaintext Encode(Complex[] diagonal, int giant, PlaintextForm wanted)
    {
        int count = diagonal.Length;
        Complex[] slots = new Complex[count * repetitions];

        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = diagonal[(i - giant) & (count - 1)];
        }

        return wanted.Extended ? encoder.EncodeExtended(slots, wanted.Level, wanted.Scale) : encoder.Encode(slots, wanted.Level, wanted.Scale);
    }
}
