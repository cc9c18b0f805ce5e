using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>32 bytes from which a <see cref="SeededStream"/> is expanded. Public for the uniform half of keys, secret otherwise.</summary>
/// <remarks>Pinned, and zeroed on dispose. May be read by several threads; dispose it when none reads it any more.</remarks>
public sealed class Seed : IDisposable
{
    public const int Length = 32;

    private readonly byte[] bytes;
    private volatile bool disposed;

    private Seed(byte[] bytes) => this.bytes = bytes;

    /// <summary>The 32 bytes.</summary>
    /// <exception cref="ObjectDisposedException">The seed was disposed: a seed of zeros must never be expanded.</exception>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);

            return bytes;
        }
    }

    /// <summary>The memory, disposed or not: for tests of what is left in it.</summary>
    internal ReadOnlySpan<byte> Memory => bytes;

    /// <summary>A fresh seed from the operating system's generator.</summary>
    public static Seed Create()
    {
        byte[] bytes = SecretBytes.Allocate(Length);
        RandomNumberGenerator.Fill(bytes);

        return new Seed(bytes);
    }

    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 32 bytes long.</exception>
    public static Seed From(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new Seed(SecretBytes.Copy(bytes))
        : throw new ArgumentException($"A seed is {Length} bytes, not {bytes.Length}.", nameof(bytes));

    public void Dispose()
    {
        disposed = true;
        SecretBytes.Zero(bytes);
    }
}
