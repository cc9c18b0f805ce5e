using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>Fields that several records have.</summary>
internal static class FieldWriters
{
    /// <summary>The seed that a record of a key holds in place of the key's uniform half.</summary>
    /// <exception cref="InvalidOperationException">There is none: the key was made elsewhere.</exception>
    public static Seed RequireSeed(Seed? seed, string record) => seed ?? throw new InvalidOperationException(
        $"This {record} came from SEAL bytes and has no seed of this engine, which the record stores for the uniform half. Keep or send it in SEAL's format.");
}
