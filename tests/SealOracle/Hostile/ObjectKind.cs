using PowerSoftmax.Runtime.Seal;
using PowerSoftmax.Runtime.Seal.Secrets;

namespace PowerSoftmax.SealOracle.Tests.Hostile;

/// <summary>An honest object, its reader, and what every object that the reader accepts must fulfil.</summary>
/// <param name="Name">File among the golden ones; its beginning is the kind.</param>
internal sealed record ObjectKind(string Name)
{
    /// <summary>Files of every kind, whole, seeded and compressed.</summary>
    public static readonly string[] Names =
    [
        "parms", "pt", "ct", "ct_seeded", "ct_zlib", "ct_zstd", "pk", "sk", "sk_zlib", "sk_zstd", "rk", "rk_seeded", "rk_zlib", "rk_zstd", "gk",
    ];

    private static SealParameters Parameters => InsecureGolden.Small.Parameters;

    public byte[] Honest { get; } = InsecureGolden.Small.Bytes(Name);

    /// <summary>Reads the bytes; null when they were refused as they should be. Any other exception is a failure.</summary>
    /// <returns>Residues with their primes, limb by limb.</returns>
    public IReadOnlyList<(ulong Prime, ulong[] Limb)>? Read(byte[] bytes, SealReadLimits? limits = null)
    {
        MemoryStream stream = new(bytes);

        try
        {
            return Name.Split('_')[0] switch
            {
                "parms" => Limbs(SealParametersSerializer.Read(stream, limits)),
                "pt" => Limbs(SealPlaintextSerializer.Read(stream, Parameters, limits)),
                "ct" => Limbs([SealCiphertextSerializer.Read(stream, Parameters, limits)]),
                "pk" => Limbs([SealPublicKeySerializer.Read(stream, Parameters, limits).Zero]),
                "sk" => Limbs(SealSecretKeySerializer.ReadSecret(stream, Parameters, limits)),
                "rk" => Limbs(SealRelinearizationKeysSerializer.Read(stream, Parameters, limits).Entries),
                _ => Limbs(SealGaloisKeysSerializer.Read(stream, Parameters, limits)),
            };
        }
        catch (InvalidSealDataException failure)
        {
            Assert.NotEmpty(failure.Field);

            return null;
        }
    }

    private static IReadOnlyList<(ulong Prime, ulong[] Limb)> Limbs(SealParameters parameters)
    {
        Assert.InRange(parameters.Primes.Count, 1, SealParameters.MaxPrimes);

        return [];
    }

    private static IReadOnlyList<(ulong Prime, ulong[] Limb)> Limbs(SealPlaintext plaintext)
    {
        Assert.True(double.IsNormal(plaintext.Scale.Value) && plaintext.Scale.Value > 0);

        return [.. Enumerable.Range(0, plaintext.PrimeCount).Select(i => (Parameters.Primes[i], plaintext.Limb(i).ToArray()))];
    }

    private static IReadOnlyList<(ulong Prime, ulong[] Limb)> Limbs(SealSecretKey key) =>
        [.. Enumerable.Range(0, Parameters.Primes.Count).Select(i => (Parameters.Primes[i], key.Limb(i).ToArray()))];

    private static IReadOnlyList<(ulong Prime, ulong[] Limb)> Limbs(SealGaloisKeys keys) =>
        Limbs([.. keys.Elements.SelectMany(element => keys.Entries(element)!)]);

    private static IReadOnlyList<(ulong Prime, ulong[] Limb)> Limbs(IReadOnlyList<SealCiphertext> ciphertexts)
    {
        Assert.All(ciphertexts, static x => Assert.True(double.IsNormal(x.Scale.Value) && x.Scale.Value > 0));

        return
        [
            .. from x in ciphertexts
               from polynomial in Enumerable.Range(0, x.Size)
               from prime in Enumerable.Range(0, x.PrimeCount)
               select (Parameters.Primes[prime], x.Limb(polynomial, prime).ToArray()),
        ];
    }
}
