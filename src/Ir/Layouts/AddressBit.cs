using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>One bit of the slot address: its role and, for an index bit, which bit of which dimensions it adds.</summary>
/// <param name="Role">What the bit means.</param>
/// <param name="Dimensions">Names of the dimensions an index bit adds to; more than one expresses diagonal order (j = i + b).</param>
/// <param name="Bit">The power of two that an index bit adds to each of them.</param>
public readonly record struct AddressBit(BitRole Role, EquatableArray<string> Dimensions, int Bit)
{
    public static AddressBit Replicate => new(BitRole.Replicate, EquatableArray<string>.Empty, 0);

    public static AddressBit Zero => new(BitRole.Zero, EquatableArray<string>.Empty, 0);

    public static AddressBit Unspecified => new(BitRole.Unspecified, EquatableArray<string>.Empty, 0);

    public static AddressBit Of(string dimension, int bit) => new(BitRole.Index, EquatableArray<string>.Of(dimension), bit);

    public static AddressBit Of(int bit, params string[] dimensions) => new(BitRole.Index, EquatableArray<string>.From(dimensions), bit);
}
