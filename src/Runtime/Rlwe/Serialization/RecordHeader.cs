namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>The first 48 bytes of every record: magic, version, kind, fingerprint of the parameters, length of the body.</summary>
/// <remarks>Little endian: "PSMX" | u16 version | u16 kind | 32 bytes SHA-256 of the parameters' text | u64 body length. The digest, 32 bytes, follows the body.</remarks>
internal readonly record struct RecordHeader(RecordKind Kind, long BodyLength)
{
    public const int Length = 48;

    /// <summary>3: records end with a digest, and keys, questions and answers name circuit and keys. In 2 seeds were expanded in another way than in 1.</summary>
    public const ushort Version = 3;

    private static ReadOnlySpan<byte> Magic => "PSMX"u8;

    public void Write(DataWriter writer, RlweParameters parameters)
    {
        writer.WriteBytes(Magic);
        writer.WriteUInt16(Version);
        writer.WriteUInt16((ushort)Kind);
        writer.WriteBytes(parameters.Set.Fingerprint);
        writer.WriteUInt64((ulong)BodyLength);
    }

    /// <exception cref="InvalidEncryptedDataException">Not a record of this kind for these parameters, or a body longer than <paramref name="maxBody"/>.</exception>
    public static RecordHeader Read(DataReader reader, RlweParameters parameters, RecordKind kind, long maxBody)
    {
        Span<byte> bytes = stackalloc byte[32];

        reader.ReadBytes(bytes[..4], "magic");
        reader.Require(bytes[..4].SequenceEqual(Magic), "magic", "these bytes are not a PowerSoftmax record.");

        ushort version = reader.ReadUInt16("version");
        reader.Require(version == Version, "version", $"version {version} cannot be read; this program reads and writes version {Version}. Make the record again with this version.");

        ushort actual = reader.ReadUInt16("kind");
        reader.Require(actual == (ushort)kind, "kind", $"the record is {Describe(actual)} and {kind} was expected.");

        reader.ReadBytes(bytes, "parameters");
        reader.Require(bytes.SequenceEqual(parameters.Set.Fingerprint), "parameters", "made for other parameters (their hash differs), or the bytes are damaged.");

        ulong length = reader.ReadUInt64("length");
        reader.Require(length <= (ulong)maxBody, "length", $"{length} bytes are announced and these parameters allow at most {maxBody}.");

        return new RecordHeader(kind, (long)length);
    }

    private static string Describe(ushort kind) => Enum.IsDefined((RecordKind)kind) ? ((RecordKind)kind).ToString() : $"of unknown kind {kind}";
}
