using System.Buffers.Binary;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's parms_id: which parameters an object was made for, and how many of the primes it still has. 32 bytes.</summary>
public readonly record struct SealParmsId(ulong Word0, ulong Word1, ulong Word2, ulong Word3)
{
    public const int Length = 32;

    internal static SealParmsId From(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));

    /// <summary>The hash of scheme, ring degree, primes and plain modulus: BLAKE2b with 32 bytes.</summary>
    internal static SealParmsId Of(int n, ReadOnlySpan<ulong> primes)
    {
        // scheme | N | primes | plain modulus, which is 0 for CKKS.
        byte[] message = new byte[sizeof(ulong) * (primes.Length + 3)];
        Span<byte> rest = message.AsSpan(2 * sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(message, SealParameters.CkksScheme);
        BinaryPrimitives.WriteUInt64LittleEndian(message.AsSpan(sizeof(ulong)), (ulong)n);

        for (int i = 0; i < primes.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rest[(sizeof(ulong) * i)..], primes[i]);
        }

        Span<byte> hash = stackalloc byte[Length];
        Blake2b.Hash(message, hash);

        return From(hash);
    }

    internal void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, Word0);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], Word1);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], Word2);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], Word3);
    }

    public override string ToString() => $"{Word0:x16}{Word1:x16}{Word2:x16}{Word3:x16}";
}
