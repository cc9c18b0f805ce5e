using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Managed memory for secrets: the garbage collector never moves it, so no copy stays behind where it was.</summary>
/// <remarks>Whoever allocates it zeroes it, whatever happens in between.</remarks>
internal static class SecretBytes
{
    /// <summary>Zeroed bytes that stay in their place.</summary>
    public static byte[] Allocate(int length) => GC.AllocateArray<byte>(length, pinned: true);

    /// <summary>A copy that stays in its place.</summary>
    public static byte[] Copy(ReadOnlySpan<byte> bytes)
    {
        byte[] copy = Allocate(bytes.Length);
        bytes.CopyTo(copy);

        return copy;
    }

    public static void Zero(Span<byte> bytes) => CryptographicOperations.ZeroMemory(bytes);
}
