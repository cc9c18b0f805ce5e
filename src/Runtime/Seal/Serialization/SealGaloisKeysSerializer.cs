using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's GaloisKeys as bytes: N slots, the key for element g in slot (g - 1) / 2, the others empty.</summary>
public static class SealGaloisKeysSerializer
{
    public static void Write(Stream stream, SealGaloisKeys keys, SealWriteOptions? options = null)
    {
        int slots = keys.Parameters.N;
        long byteCount = SealSwitchKeyMembers.ByteCount(slots, keys.Elements.SelectMany(element => keys.Entries(element)!));

        SealFrame.Write(stream, options ?? SealWriteOptions.Default, byteCount, writer =>
        {
            SealSwitchKeyMembers.WriteStart(writer, keys.Parameters, slots);

            for (uint slot = 0; slot < slots; slot++)
            {
                SealSwitchKeyMembers.WriteSlot(writer, keys.Entries(ElementOf(slot)) ?? []);
            }
        });
    }

    /// <summary>Reads Galois keys from bytes that nobody vouches for.</summary>
    /// <param name="limits">A set of many keys needs a higher bound than the default of 1 GiB.</param>
    /// <exception cref="InvalidSealDataException">Not Galois keys for these parameters; the message names field and reason.</exception>
    public static SealGaloisKeys Read(Stream stream, SealParameters parameters, SealReadLimits? limits = null) =>
        SealFrame.Read(stream, "Galois keys", limits ?? SealReadLimits.Default, reader =>
        {
            int slots = SealSwitchKeyMembers.ReadStart(reader, parameters, parameters.N);
            SortedDictionary<GaloisElement, SealCiphertext[]> keys = [];

            for (uint slot = 0; slot < slots; slot++)
            {
                SealCiphertext[] entries = SealSwitchKeyMembers.ReadSlot(reader, parameters);

                if (entries.Length > 0)
                {
                    keys.Add(ElementOf(slot), entries);
                }
            }

            return new SealGaloisKeys(parameters, keys);
        });

    private static GaloisElement ElementOf(uint slot) => new((2 * slot) + 1);
}
