using System.Numerics;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>One stage of the transform between coefficients and slots, with its plaintexts, which are encoded at first use and kept.</summary>
/// <remarks>Memory: a polynomial modulo QP for each diagonal. One level. Thread-safe.</remarks>
internal sealed class StageTransform : IDiagonalPlaintexts, IDisposable
{
    private readonly FourierStage stage;
    private readonly Func<ComplexDiagonals> matrix;
    private readonly Encoder encoder;
    private readonly int slotCount;
    private readonly Lock encoding = new();
    private Plaintext[]? plaintexts;
    private PlaintextForm form;

    /// <param name="stage">Which diagonals the matrix has.</param>
    /// <param name="matrix">Makes the matrix, n by n; asked when it is encoded, and not kept.</param>
    /// <param name="encoder">Of the parameters that the stage is applied in.</param>
    /// <param name="slotCount">Slots of a ciphertext, a multiple of n.</param>
    public StageTransform(FourierStage stage, Func<ComplexDiagonals> matrix, Encoder encoder, int slotCount)
    {
        this.stage = stage;
        this.matrix = matrix;
        this.encoder = encoder;
        this.slotCount = slotCount;
        Plan = LinearTransformPlan.For(1 << stage.LogSlots, stage.Rotations, stage.Step);
    }

    public LinearTransformPlan Plan { get; }

    /// <summary>Memory of the plaintexts encoded so far.</summary>
    public long ByteCount => plaintexts?.Sum(static plaintext => plaintext.ByteCount) ?? 0;

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
                ComplexDiagonals diagonals = matrix();
                plaintexts = [.. stage.Rotations.Select(rotation => Encode(diagonals[rotation], rotation & ~(stage.Step - 1), wanted))];
                form = wanted;
            }

            return plaintexts;
        }
    }

    // Turned back by the giant rotation, and repeated over all slots.
    private Plaintext Encode(Complex[] diagonal, int giant, PlaintextForm wanted)
    {
        int count = diagonal.Length;
        Complex[] slots = new Complex[slotCount];

        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = diagonal[(i - giant) & (count - 1)];
        }

        return wanted.Extended ? encoder.EncodeExtended(slots, wanted.Level, wanted.Scale) : encoder.Encode(slots, wanted.Level, wanted.Scale);
    }
}
