using System.Buffers.Binary;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Seal;
using PowerSoftmax.Runtime.Seal.Secrets;

namespace PowerSoftmax.SealOracle.Tests.Hostile;

/// <summary>Every refusal names the object, the field and the reason.</summary>
public sealed class MessageTests
{
    /// <summary>File, position and value of the change, then what the message says.</summary>
    public static TheoryData<string, int, ulong, string> Changes => new()
    {
        { "ct", 0, 0, "ciphertext, header: these bytes are not a SEAL object" },
        { "ct", 3, 3, "version 3" },
        { "ct", 5, 9, "compression 9 is not known" },
        { "ct", 8, 3, "size: 3 bytes are announced" },
        { "ct", 8, 1UL << 40, "size: 1099511627776 bytes are announced" },
        { "ct", 8, 32_882, "32882 bytes are announced and 32881 are there" },
        { "ct", 16, 5, "parms_id: made for other parameters" },
        { "ct", 48, 0, "form: the form is 0" },
        { "ct", 49, 17, "polynomial count: 17 polynomials" },
        { "ct", 57, 2048, "ring degree: 2048 is not 1024" },
        { "ct", 65, 1, "prime count: 1 primes are announced and the parms_id stands for 2" },
        { "ct", 73, 0x7FF0_0000_0000_0000, "scale: the scale is not a positive finite number" },
        { "ct", 73, 0xC000_0000_0000_0000, "scale: the scale is not a positive finite number" },
        { "ct", 81, 2, "correction factor: it is 2" },
        { "ct", 105, 77, "count of residues: there are 77 residues and 4096 are needed" },
        { "ct", 97, 777, "size of residues: 777 bytes are announced" },
        { "ct", 113, ulong.MaxValue, "c0 modulo q0: residue 0 is 18446744073709551615 and must be below the prime" },
        { "ct_seeded", 16_497 + 16, 3, "generator: generator 3 is not known" },
        { "ct_seeded", 16_497 + 8, 80, "seed: its size is 80 bytes and must be 81" },
        { "pt", 48, 7, "plaintext, coefficient count: 7 coefficients" },
        { "pk", 113 + 16_384, ulong.MaxValue, "public key, c0 modulo q2" },
        { "sk", 16, 5, "secret key, parms_id" },
        { "rk", 48, 0, "relinearization keys, key count: there is no key" },
        { "rk", 56, 1, "entry count: a key has 1 entries and needs one for each of the 2 primes" },
        { "rk", 64 + 8, 100, "size of an entry: 100 bytes are announced" },
        { "rk", 64 + 5, 1, "compression: an object inside another one is compressed" },
        { "gk", 48, 1025, "Galois keys, key count: 1025 keys are announced and at most 1024" },
        { "parms", 16, 1, "encryption parameters, scheme: scheme 1 is not CKKS" },
        { "parms", 17, 1000, "ring degree: 1000 is no power of two" },
        { "parms", 17, 512, "ring degree: it is 2^9; allowed is 2^10 to 2^17" },
        { "parms", 25, 65, "prime count: 65 primes are announced" },
        { "parms", 49, 10, "primes: it is a list with 10; each has at most 60 bits and is 1 modulo 2^11" },
        { "parms", 121, 3, "plain modulus: CKKS has none" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void RefusalsNameObjectFieldAndReason(string name, int at, ulong value, string message)
    {
        byte[] bytes = InsecureGolden.Small.Bytes(name);
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(number, value);
        bool isByte = at is 0 or 3 or 5 or 48 && name == "ct" || (name == "rk" && at == 69) || (name == "ct_seeded" && at == 16_513) || (name == "parms" && at == 16);
        number[..(isByte ? 1 : sizeof(ulong))].CopyTo(bytes.AsSpan(at));

        InvalidSealDataException failure = Assert.Throws<InvalidSealDataException>(() => Read(name, bytes));

        Assert.Contains(message, failure.Message);
        Assert.Equal($"{failure.Record}, {failure.Field}: {failure.Reason}", failure.Message);
    }

    [Fact]
    public void KeysAreNoCiphertextsAndTheReverse()
    {
        Assert.Contains("only keys", Assert.Throws<InvalidSealDataException>(() => Read("ct", InsecureGolden.Small.Bytes("pk"))).Message);
        Assert.Contains("a key has all 3", Assert.Throws<InvalidSealDataException>(() => Read("pk", InsecureGolden.Small.Bytes("ct"))).Message);
        Assert.Contains("a key has all 3", Assert.Throws<InvalidSealDataException>(() => Read("sk", InsecureGolden.Small.Bytes("pt"))).Message);
        Assert.Contains("only keys", Assert.Throws<InvalidSealDataException>(() => Read("pt", InsecureGolden.Small.Bytes("sk"))).Message);
    }

    [Fact]
    public void ObjectsOfOtherParametersAreRefused() => Assert.Contains(
        "made for other parameters",
        Assert.Throws<InvalidSealDataException>(() => SealCiphertextSerializer.Read(InsecureGolden.Small.Open("ct"), InsecureGolden.Wide.Parameters)).Message);

    [Fact]
    public void DamagedCompressionIsNamed()
    {
        foreach (string name in (string[])["ct_zlib", "ct_zstd"])
        {
            byte[] bytes = InsecureGolden.Small.Bytes(name);
            bytes[16] ^= 0xFF;

            Assert.Contains("damaged", Assert.Throws<InvalidSealDataException>(() => Read("ct", bytes)).Message);
        }
    }

    [Fact]
    public void LargePrimesAreReadButNotEvaluated()
    {
        ParameterException failure = Assert.Throws<ParameterException>(() => InsecureGolden.Wide.Parameters.ToCkksParameters(40, SecurityLevel.InsecureTest));

        Assert.Contains("the engine evaluates primes below 2^49", failure.Message);
        Assert.Contains($"{InsecureGolden.Wide.Parameters.Primes[0]}", failure.Message);
    }

    [Fact]
    public void ParametersThatCannotBeEvaluatedAreRefused()
    {
        SealParameters single = new(10, SealPrimes.Create(10, 27));
        CkksParametersLiteral chain = PrimeSelection.Select(new ChainRequest(16, 38, LogDefaultScale: 47));
        SealParameters tooLong = new(16, [.. chain.Q, .. chain.P]);

        Assert.Contains("special prime", Assert.Throws<ParameterException>(() => single.ToCkksParameters(27)).Message);
        Assert.Contains("allows 218", Assert.Throws<ParameterException>(() => new SealParameters(13, SealPrimes.Create(13, 48, 48, 48, 48, 48)).ToCkksParameters(48)).Message);
        Assert.Contains("drifts", Assert.Throws<ParameterException>(() => new SealParameters(13, SealPrimes.Create(13, 48, 30, 40, 48)).ToCkksParameters(40)).Message);
        Assert.Contains("no row", Assert.Throws<ParameterException>(() => tooLong.ToCkksParameters(47)).Message);
    }

    private static void Read(string name, byte[] bytes)
    {
        MemoryStream stream = new(bytes);
        SealParameters parameters = InsecureGolden.Small.Parameters;

        switch (name.Split('_')[0])
        {
            case "parms": SealParametersSerializer.Read(stream); break;
            case "pt": SealPlaintextSerializer.Read(stream, parameters); break;
            case "pk": SealPublicKeySerializer.Read(stream, parameters); break;
            case "sk": SealSecretKeySerializer.ReadSecret(stream, parameters).Dispose(); break;
            case "rk": SealRelinearizationKeysSerializer.Read(stream, parameters); break;
            case "gk": SealGaloisKeysSerializer.Read(stream, parameters); break;
            default: SealCiphertextSerializer.Read(stream, parameters); break;
        }
    }
}
