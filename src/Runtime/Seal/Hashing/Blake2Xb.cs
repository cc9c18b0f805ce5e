using System.Buffers.Binary;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>BLAKE2Xb, the extendable output function over BLAKE2b, with an output length that is known beforehand.</summary>
/// <remarks>Aumasson, Neves, Wilcox-O'Hearn, Winnerlein, "BLAKE2X", 2016. No .NET package known to us offers it.</remarks>
internal static class Blake2Xb
{
    private const int NodeOffset = 8;
    private const int OutputLengthOffset = 12;
    private const int InnerLengthOffset = 17;

    /// <summary>Fills the destination, fewer than 2^32 - 1 bytes; every length gives different bytes.</summary>
    /// <param name="key">At most 64 bytes; may be empty.</param>
    public static void Fill(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> destination)
    {
        Span<byte> parameters = stackalloc byte[Blake2b.ParameterLength];
        Span<byte> root = stackalloc byte[Blake2b.HashLength];
        uint length = (uint)destination.Length;

        Blake2b.WriteSequential(parameters, Blake2b.HashLength, key.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(parameters[OutputLengthOffset..], length);
        Blake2b.Hash(parameters, key, message, root);

        for (uint node = 0; !destination.IsEmpty; node++)
        {
            Span<byte> part = destination[..Math.Min(Blake2b.HashLength, destination.Length)];
            parameters.Clear();
            parameters[0] = (byte)part.Length;
            BinaryPrimitives.WriteUInt32LittleEndian(parameters[4..], Blake2b.HashLength);
            BinaryPrimitives.WriteUInt32LittleEndian(parameters[NodeOffset..], node);
            BinaryPrimitives.WriteUInt32LittleEndian(parameters[OutputLengthOffset..], length);
            parameters[InnerLengthOffset] = Blake2b.HashLength;
            Blake2b.Hash(parameters, key: [], root, part);
            destination = destination[part.Length..];
        }

        root.Clear();
    }
}
