using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>The last 32 bytes of every record: SHA-256 of all bytes before it, where a record inside it counts by its own digest.</summary>
/// <remarks>So every byte is hashed once. Whoever changes bytes on purpose can change the digest as well.</remarks>
internal static class RecordDigest
{
    public const int Length = SHA256.HashSizeInBytes;

    public static IncrementalHash Create() => IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
}
