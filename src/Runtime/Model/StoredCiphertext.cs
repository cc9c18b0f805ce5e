using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Serialization;

namespace PowerSoftmax;

/// <summary>A ciphertext on its way into a question or an answer, whole or seeded.</summary>
/// <param name="Parameters">What it was made for.</param>
/// <param name="ByteCount">Bytes of its record.</param>
/// <param name="Write">Writes the record and returns its digest.</param>
internal readonly record struct StoredCiphertext(CkksParameters Parameters, long ByteCount, Func<Stream, byte[]> Write)
{
    public static StoredCiphertext Of(Ciphertext ciphertext) => new(
        ciphertext.Parameters,
        CiphertextSerializer.ByteCount(ciphertext.Parameters, ciphertext.Level, ciphertext.Degree, seeded: false),
        stream => CiphertextSerializer.WriteRecord(stream, ciphertext));

    public static StoredCiphertext Of(SeededCiphertext ciphertext) => new(
        ciphertext.Parameters,
        CiphertextSerializer.ByteCount(ciphertext.Parameters, ciphertext.Level, 1, seeded: true),
        stream => CiphertextSerializer.WriteRecord(stream, ciphertext));
}
