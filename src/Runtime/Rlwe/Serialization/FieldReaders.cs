using PowerSoftmax.Ir.Parameters;
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

    /// <summary>A level of the parameters' chain.</summary>
    public static Level ReadLevel(this DataReader reader, RlweParameters parameters)
    {
        Level level = new(reader.ReadUInt16("level"));
        reader.Require(level <= parameters.MaxLevel, "level", $"level {level} is above the highest one, {parameters.MaxLevel}.");

        return level;
    }
}
