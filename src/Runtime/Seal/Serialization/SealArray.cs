namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's DynArray: header | u64 count | that many residues.</summary>
internal static class SealArray
{
    private const int FixedLength = SealHeader.Length + sizeof(ulong);

    public static long ByteCount(long residues) => FixedLength + (residues * sizeof(ulong));

    public static void WriteStart(SealWriter writer, long residues)
    {
        writer.WriteHeader(ByteCount(residues));
        writer.WriteUInt64((ulong)residues);
    }

    /// <summary>The count, which is one of the allowed ones.</summary>
    public static long ReadStart(SealReader reader, params ReadOnlySpan<long> allowed)
    {
        long size = SealHeader.ReadNested(reader, ByteCount(allowed[0]));
        ulong count = reader.ReadUInt64("count of residues");
        reader.Require(
            count <= (ulong)allowed[0] && allowed.Contains((long)count), "count of residues", $"there are {count} residues and {allowed[0]} are needed.");
        reader.Require(size == ByteCount((long)count), "size of residues", $"{size} bytes are announced and {ByteCount((long)count)} are needed.");

        return (long)count;
    }
}
