using PowerSoftmax.Runtime.Seal;
using PowerSoftmax.Runtime.Seal.Secrets;

namespace PowerSoftmax.SealOracle.Tests;

/// <summary>A folder of SEAL objects, each NAME.bin, for the parameters in one of them.</summary>
internal sealed class SealFolder
{
    private readonly string folder;

    public SealFolder(string folder, string parameters = "parms")
    {
        this.folder = folder;
        Parameters = SealParametersSerializer.Read(Open(parameters));
    }

    public SealParameters Parameters { get; }

    /// <summary>What a writer wrote.</summary>
    public static byte[] Written(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);

        return stream.ToArray();
    }

    public byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(folder, name + ".bin"));

    public MemoryStream Open(string name) => new(Bytes(name));

    public void Save(string name, Action<Stream> write) => File.WriteAllBytes(Path.Combine(folder, name + ".bin"), Written(write));

    public SealCiphertext Ciphertext(string name) => SealCiphertextSerializer.Read(Open(name), Parameters);

    public SealPlaintext Plaintext(string name) => SealPlaintextSerializer.Read(Open(name), Parameters);

    public SealPublicKey PublicKey(string name) => SealPublicKeySerializer.Read(Open(name), Parameters);

    public SealRelinearizationKeys RelinearizationKeys(string name) => SealRelinearizationKeysSerializer.Read(Open(name), Parameters);

    public SealGaloisKeys GaloisKeys(string name) => SealGaloisKeysSerializer.Read(Open(name), Parameters);

    public SealSecretKey SecretKey(string name) => SealSecretKeySerializer.ReadSecret(Open(name), Parameters);

    /// <summary>Reads an object of the kind that its name begins with, and writes it again.</summary>
    public byte[] ReadAndWrite(string name, SealWriteOptions? options = null) => Written(stream =>
    {
        switch (name.Split('_')[0])
        {
            case "parms": SealParametersSerializer.Write(stream, SealParametersSerializer.Read(Open(name)), options); break;
            case "sk": SealSecretKeySerializer.WriteSecret(stream, SecretKey(name), options); break;
            case "pk": SealPublicKeySerializer.Write(stream, PublicKey(name), options); break;
            case "rk": SealRelinearizationKeysSerializer.Write(stream, RelinearizationKeys(name), options); break;
            case "gk": SealGaloisKeysSerializer.Write(stream, GaloisKeys(name), options); break;
            case "pt": SealPlaintextSerializer.Write(stream, Plaintext(name), options); break;
            default: SealCiphertextSerializer.Write(stream, Ciphertext(name), options); break;
        }
    });
}
