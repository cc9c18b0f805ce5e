using PowerSoftmax.Ir.Text;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>Fields that several records have.</summary>
internal static class FieldWriters
{
    /// <summary>Circuit and keys; zeros stand for none.</summary>
    public static void WriteIdentity(this DataWriter writer, DataIdentity identity)
    {
        writer.WriteBytes(identity.Circuit?.ToBytes() ?? new byte[CircuitHash.Length]);
        writer.WriteBytes((identity.Keys?.Value ?? Guid.Empty).ToByteArray());
    }

    /// <summary>The seed that a record of a key holds in place of the key's uniform half.</summary>
    /// <exception cref="InvalidOperationException">There is none: the key was made elsewhere.</exception>
    public static Seed RequireSeed(Seed? seed, string record) => seed ?? throw new InvalidOperationException(
        $"This {record} came from SEAL bytes and has no seed of this engine, which the record stores for the uniform half. Keep or send it in SEAL's format.");
}
