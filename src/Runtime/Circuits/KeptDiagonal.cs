using System.Numerics;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A diagonal as it is encoded: turned back by its giant rotation, one period of it or all slots.</summary>
/// <param name="Period">Slots after which it repeats.</param>
internal abstract record KeptDiagonal(int Period)
{
    /// <summary>Slots it is encoded from.</summary>
    public required int Count { get; init; }

    public abstract EncodedMessage Encode(DiagonalEncoder encoder, PlaintextForm form);

    /// <summary>What multiplies a baby rotation.</summary>
    public abstract Complex[] Slots();

    /// <summary>Of real numbers.</summary>
    /// <param name="Source">Gives its slots before the giant rotation is turned back, a period at least.</param>
    /// <param name="Giant">Rotation to be turned back.</param>
    /// <param name="Period">Slots after which it repeats.</param>
    public sealed record Real(Func<double[]> Source, int Giant, int Period) : KeptDiagonal(Period)
    {
        public override EncodedMessage Encode(DiagonalEncoder encoder, PlaintextForm form) => encoder.Encode(Turned(Source(), Giant), form);

        public override Complex[] Slots() => Array.ConvertAll(Turned(Source(), Giant), static slot => new Complex(slot, 0));
    }

    /// <summary>Of complex numbers, for ciphertexts in pairs.</summary>
    /// <param name="Source">Gives its slots before the giant rotation is turned back, a period at least.</param>
    /// <param name="Giant">Rotation to be turned back.</param>
    /// <param name="Period">Slots after which it repeats.</param>
    public sealed record Paired(Func<Complex[]> Source, int Giant, int Period) : KeptDiagonal(Period)
    {
        public override EncodedMessage Encode(DiagonalEncoder encoder, PlaintextForm form) => encoder.Encode(Slots(), form);

        public override Complex[] Slots() => Turned(Source(), Giant);
    }

    private T[] Turned<T>(T[] slots, int giant) => RepeatedSlots.Of<T>(Rotation.Left(slots, -giant).AsSpan(0, Period), Count);
}
