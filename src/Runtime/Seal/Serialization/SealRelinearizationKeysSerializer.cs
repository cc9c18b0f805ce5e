namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's RelinKeys as bytes: one slot, for s^2.</summary>
public static class SealRelinearizationKeysSerializer
{
    public static void Write(Stream stream, SealRelinearizationKeys keys, SealWriteOptions? options = null)
    {
        long byteCount = SealSwitchKeyMembers.ByteCount(1, keys.Entries);

        SealFrame.Write(stream, options ?? SealWriteOptions.Default, byteCount, writer =>
        {
            SealSwitchKeyMembers.WriteStart(writer, keys.Parameters, 1);
            SealSwitchKeyMembers.WriteSlot(writer, keys.Entries);
        });
    }

    /// <summary>Reads relinearization keys from bytes that nobody vouches for. Of a set with keys for higher powers of s the first is kept.</summary>
    /// <exception cref="InvalidSealDataException">Not relinearization keys for these parameters; the message names field and reason.</exception>
    public static SealRelinearizationKeys Read(Stream stream, SealParameters parameters, SealReadLimits? limits = null) =>
        SealFrame.Read(stream, "relinearization keys", limits ?? SealReadLimits.Default, reader =>
        {
            int slots = SealSwitchKeyMembers.ReadStart(reader, parameters, SealCiphertext.MaxSize - 2);
            reader.Require(slots > 0, "key count", "there is no key.");
            SealCiphertext[] entries = SealSwitchKeyMembers.ReadSlot(reader, parameters);
            reader.Require(entries.Length > 0, "entry count", "the key for s^2 is empty.");

            for (int slot = 1; slot < slots; slot++)
            {
                SealSwitchKeyMembers.ReadSlot(reader, parameters);
            }

            return new SealRelinearizationKeys(parameters, entries);
        });
}
