using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>Fields that several records have.</summary>
internal static class FieldReaders
{
    public static Seed ReadSeed(this DataReader reader)
    {
        Span<byte> bytes = stackalloc byte[Seed.Length];
        reader.ReadBytes(bytes, "seed");

        return Seed.From(bytes);
    }

    /// <summary>Circuit and keys; zeros stand for none.</summary>
    public static DataIdentity ReadIdentity(this DataReader reader)
    {
        byte[] circuit = new byte[CircuitHash.Length];
        byte[] keys = new byte[KeyId.Length];
        reader.ReadBytes(circuit, "circuit");
        reader.ReadBytes(keys, "keys");

        return new DataIdentity(
            circuit.AsSpan().ContainsAnyExcept((byte)0) ? CircuitHash.FromBytes(circuit) : null,
            keys.AsSpan().ContainsAnyExcept((byte)0) ? new KeyId(new Guid(keys)) : null);
    }

    /// <summary>A level of the parameters' chain.</summary>
    public static Level ReadLevel(this DataReader reader, RlweParameters parameters)
    {
        Level level = new(reader.ReadUInt16("level"));
        reader.Require(level <= parameters.MaxLevel, "level", $"level {level} is above the highest one, {parameters.MaxLevel}.");

        return level;
    }
}
