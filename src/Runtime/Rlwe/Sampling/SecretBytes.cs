using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Managed memory for secrets: the garbage collector never moves it, so no copy stays behind where it was.</summary>
/// <remarks>Whoever allocates it zeroes it, whatever happens in between.</remarks>
internal static class SecretBytes
{
    /// <summary>What this thread allocates from now on: for tests of what is left in it.</summary>
    [ThreadStatic]
    internal static List<Array>? Watched;

    /// <summary>Zeroed bytes that stay in their place.</summary>
    public static byte[] Allocate(int length) => Allocate<byte>(length);

    /// <summary>Zeroed numbers that stay in their place.</summary>
    public static T[] Allocate<T>(int length)
        where T : unmanaged
    {
        T[] array = GC.AllocateArray<T>(length, pinned: true);
        Watched?.Add(array);

        return array;
    }

    /// <summary>A copy that stays in its place.</summary>
    public static byte[] Copy(ReadOnlySpan<byte> bytes)
    {
        byte[] copy = Allocate(bytes.Length);
        bytes.CopyTo(copy);

        return copy;
    }

    public static void Zero(Span<byte> bytes) => CryptographicOperations.ZeroMemory(bytes);
}
