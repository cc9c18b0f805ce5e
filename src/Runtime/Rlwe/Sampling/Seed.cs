using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>32 bytes from which a <see cref="SeededStream"/> is expanded. Public for the uniform half of keys, secret otherwise.</summary>
public sealed class Seed : IDisposable
{
    public const int Length = 32;

    private readonly byte[] bytes;

    private Seed(byte[] bytes) => this.bytes = bytes;

    /// <summary>The 32 bytes. Zero after dispose.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>A fresh seed from the operating system's generator.</summary>
    public static Seed Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 32 bytes long.</exception>
    public static Seed From(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new Seed(bytes.ToArray())
        : throw new ArgumentException($"A seed is {Length} bytes, not {bytes.Length}.", nameof(bytes));

    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);
}
