using System.Numerics;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>One stage of the transform between coefficients and slots, with its plaintexts, which are encoded at first use and kept.</summary>
/// <remarks>
/// Memory: a polynomial modulo QP for each diagonal, in the subring of its period: stages of near butterflies take little. One level. Thread-safe: another form replaces the plaintexts, and those that are
/// lent live until they come back.
/// </remarks>
internal sealed class StageTransform : IDiagonalPlaintexts, IDisposable
{
    private readonly FourierStage stage;
    private readonly Func<ComplexDiagonals> matrix;
    private readonly DiagonalEncoder encoder;
    private readonly int slotCount;
    private readonly Lock encoding = new();
    private StagePlaintexts? encoded;

    /// <param name="stage">Which diagonals the matrix has.</param>
    /// <param name="matrix">Makes the matrix, n by n; asked when it is encoded, and not kept.</param>
    /// <param name="encoder">Of the parameters that the stage is applied in.</param>
    /// <param name="slotCount">Slots of a ciphertext, a multiple of n.</param>
    public StageTransform(FourierStage stage, Func<ComplexDiagonals> matrix, DiagonalEncoder encoder, int slotCount)
    {
        this.stage = stage;
        this.matrix = matrix;
        this.encoder = encoder;
        this.slotCount = slotCount;
        Plan = LinearTransformPlan.For(1 << stage.LogSlots, stage.Rotations, stage.Step);
    }

    public LinearTransformPlan Plan { get; }

    /// <summary>Memory of the plaintexts encoded so far.</summary>
    public long ByteCount => encoded?.ByteCount ?? 0;

    public int MostSlots(int index) => slotCount;

    public IReadOnlyList<PlaintextLease<EncodedMessage>> Rent(IReadOnlyList<int> indices, PlaintextForm form)
    {
        lock (encoding)
        {
            if (encoded?.Form != form)
            {
                encoded?.Dispose();
                encoded = Encode(form);
            }

            StagePlaintexts current = encoded;

            return [.. indices.Select(current.Rent)];
        }
    }

    public void Dispose()
    {
        lock (encoding)
        {
            encoded?.Dispose();
            encoded = null;
        }
    }

    private StagePlaintexts Encode(PlaintextForm form)
    {
        ComplexDiagonals diagonals = matrix();
        Complex[][] turned = [.. stage.Rotations.Select(rotation => Turned(diagonals[rotation], rotation & ~(stage.Step - 1)))];

        return new StagePlaintexts(form, [.. DiagonalPeriods.Cut(slotCount, turned).Select(diagonal => encoder.Encode(diagonal, form))]);
    }

    // Back by the giant rotation.
    private static Complex[] Turned(Complex[] diagonal, int giant)
    {
        Complex[] slots = new Complex[diagonal.Length];

        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = diagonal[(i - giant) & (slots.Length - 1)];
        }

        return slots;
    }
}
