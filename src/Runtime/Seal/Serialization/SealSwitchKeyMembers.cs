namespace PowerSoftmax.Runtime.Seal;

/// <summary>The layout that relinearization and Galois keys share: parms_id | u64 slots | for each slot u64 entries | that many public keys.</summary>
internal static class SealSwitchKeyMembers
{
    public static long ByteCount(int slots, IEnumerable<SealCiphertext> entries) =>
        SealHeader.Length + SealParmsId.Length + ((slots + 1L) * sizeof(ulong)) + entries.Sum(SealCiphertextMembers.ByteCount);

    public static void WriteStart(SealWriter writer, SealParameters parameters, int slots)
    {
        writer.WriteId(parameters.KeyId);
        writer.WriteUInt64((ulong)slots);
    }

    public static void WriteSlot(SealWriter writer, IReadOnlyList<SealCiphertext> entries)
    {
        writer.WriteUInt64((ulong)entries.Count);

        foreach (SealCiphertext entry in entries)
        {
            writer.WriteHeader(SealCiphertextMembers.ByteCount(entry));
            SealCiphertextMembers.Write(writer, entry);
        }
    }

    /// <summary>The number of slots, at most <paramref name="maxSlots"/>.</summary>
    public static int ReadStart(SealReader reader, SealParameters parameters, int maxSlots)
    {
        reader.Require(reader.ReadId() == parameters.KeyId, "parms_id", "made for other parameters: the id is not that of their keys.");
        ulong slots = reader.ReadUInt64("key count");
        reader.Require(slots <= (ulong)maxSlots, "key count", $"{slots} keys are announced and at most {maxSlots} are possible.");

        return (int)slots;
    }

    /// <summary>The entries of one slot; none for a key that is not there.</summary>
    public static SealCiphertext[] ReadSlot(SealReader reader, SealParameters parameters)
    {
        ulong count = reader.ReadUInt64("entry count");
        reader.Require(
            count == 0 || count == (ulong)parameters.DataPrimeCount,
            "entry count",
            $"a key has {count} entries and needs one for each of the {parameters.DataPrimeCount} primes of a ciphertext.");
        List<SealCiphertext> entries = [];

        // One by one: an object that ends early has not made us allocate the rest.
        while ((ulong)entries.Count < count)
        {
            long size = SealHeader.ReadNested(reader, SealCiphertextMembers.ByteCount(parameters, parameters.Primes.Count, 2, seeded: false));
            SealCiphertext entry = SealPublicKeySerializer.ReadKey(reader, parameters);
            long needed = SealCiphertextMembers.ByteCount(entry);
            reader.Require(size == needed, "size of an entry", $"{size} bytes are announced and {needed} are needed.");
            entries.Add(entry);
        }

        return [.. entries];
    }
}
