using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Seal;
using PowerSoftmax.Runtime.Seal.Secrets;

namespace PowerSoftmax.SealOracle.Tests;

/// <summary>A SEAL client's folder with the engine's tools for it, its secret key included.</summary>
internal sealed class SealSession : IDisposable
{
    private readonly Encoder encoder;
    private readonly Decryptor decryptor;

    public SealSession(SealFolder folder, SecurityLevel? security = null)
    {
        Folder = folder;
        Parameters = folder.Parameters.ToCkksParameters(logDefaultScale: 40, security);
        Converter = new SealConverter(Parameters, Workers.Sequential);
        using SealSecretKey sealSecret = folder.SecretKey("sk");
        Secret = Converter.ToEngine(sealSecret, Workers.Sequential);
        encoder = new Encoder(Parameters, Workers.Sequential);
        decryptor = new Decryptor(Parameters, Secret, Workers.Sequential);
    }

    public SealFolder Folder { get; }

    public CkksParameters Parameters { get; }

    public SealConverter Converter { get; }

    public SecretKey Secret { get; }

    /// <summary>A ciphertext of the folder for the engine.</summary>
    public Ciphertext Ciphertext(string name) => Converter.ToEngine(Folder.Ciphertext(name));

    public double[] Decrypt(Ciphertext ciphertext)
    {
        using Plaintext plaintext = decryptor.Decrypt(ciphertext);

        return encoder.Decode(plaintext);
    }

    /// <summary>An engine ciphertext as SEAL's bytes.</summary>
    public byte[] Bytes(Ciphertext ciphertext) => SealFolder.Written(stream => SealCiphertextSerializer.Write(stream, Converter.ToSeal(ciphertext)));

    public void Dispose() => Secret.Dispose();
}
