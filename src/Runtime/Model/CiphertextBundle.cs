using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Serialization;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax;

/// <summary>Questions and answers as bytes: one ciphertext record after the other, as many as the circuit says.</summary>
internal static class CiphertextBundle
{
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, or made for other parameters.</exception>
    public static IReadOnlyList<Ciphertext> Read(Stream stream, CkksParameters parameters, int count)
    {
        List<Ciphertext> ciphertexts = [];
        try
        {
            while (ciphertexts.Count < count)
            {
                ciphertexts.Add(CiphertextSerializer.Read(stream, parameters, Workers.Sequential));
            }

            return ciphertexts;
        }
        catch
        {
            ciphertexts.ForEach(static ciphertext => ciphertext.Dispose());
            throw;
        }
    }

    /// <summary>The same from bytes, all of which must be used.</summary>
    public static IReadOnlyList<Ciphertext> Read(byte[] bytes, CkksParameters parameters, int count, string record)
    {
        using MemoryStream stream = new(bytes, writable: false);
        IReadOnlyList<Ciphertext> ciphertexts = Read(stream, parameters, count);
        if (stream.Position == stream.Length)
        {
            return ciphertexts;
        }

        foreach (Ciphertext ciphertext in ciphertexts)
        {
            ciphertext.Dispose();
        }

        throw new InvalidEncryptedDataException($"{stream.Length - stream.Position} bytes follow the last ciphertext", $"{record}, end");
    }
}
