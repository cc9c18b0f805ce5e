using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Seal;

namespace PowerSoftmax.SealOracle.Tests.Live;

/// <summary>SEAL makes keys and encrypts; the engine evaluates; SEAL decrypts.</summary>
public sealed class SealClientTests(SealClientFixture fixture) : IClassFixture<SealClientFixture>
{
    public static TheoryData<string, string> Objects
    {
        get
        {
            TheoryData<string, string> data = [];

            foreach (string kind in (string[])["parms", "sk", "pk", "rk", "gk", "pt", "ct"])
            {
                foreach (string compression in (string[])["none", "zlib", "zstd"])
                {
                    data.Add(kind, compression);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void ObjectsAreReadAndWrittenByteIdentical(string kind, string compression)
    {
        SealFolder folder = fixture.Require().Folder;

        Assert.Equal(folder.Bytes(kind), folder.ReadAndWrite($"{kind}_{compression}"));
    }

    [Theory]
    [InlineData("ct")]
    [InlineData("pk")]
    [InlineData("rk")]
    [InlineData("gk")]
    public void SeededObjectsExpandAsInSeal(string kind)
    {
        SealFolder folder = fixture.Require().Folder;
        IReadOnlyList<SealCiphertext> seeded = Entries(folder, kind, kind + "_seeded");
        IReadOnlyList<SealCiphertext> expanded = Entries(folder, kind, kind + "_expanded");

        Assert.NotEmpty(seeded);
        Assert.Equal(folder.Bytes(kind + "_seeded"), folder.ReadAndWrite(kind + "_seeded"));
        Assert.All(seeded.Zip(expanded), static pair =>
        {
            Assert.NotNull(pair.First.Seed);

            for (int prime = 0; prime < pair.First.PrimeCount; prime++)
            {
                Assert.True(pair.First.Limb(1, prime).SequenceEqual(pair.Second.Limb(1, prime)));
            }
        });
    }

    [Fact]
    public void EveryOperationIsByteIdentical()
    {
        SealSession session = fixture.Require();
        SealFolder folder = session.Folder;
        using SealEvaluator evaluator = new(session.Converter, folder.RelinearizationKeys("rk"), folder.GaloisKeys("gk"), Workers.Sequential);
        using Ciphertext x = session.Ciphertext("ct");
        using Plaintext factor = session.Converter.ToEngine(folder.Plaintext("factor"));
        using Ciphertext sum = evaluator.Add(x, x);
        using Ciphertext plain = evaluator.MultiplyPlain(x, factor);
        using Ciphertext product = evaluator.Multiply(x, x);
        using Ciphertext relinearized = evaluator.Relinearize(product);
        using Ciphertext rescaled = evaluator.Rescale(relinearized);
        using Ciphertext conjugated = evaluator.Conjugate(rescaled);

        Assert.Equal(folder.Bytes("add"), session.Bytes(sum));
        Assert.Equal(folder.Bytes("multiply_plain"), session.Bytes(plain));
        Assert.Equal(folder.Bytes("multiply"), session.Bytes(product));
        Assert.Equal(folder.Bytes("relinearize"), session.Bytes(relinearized));
        Assert.Equal(folder.Bytes("rescale"), session.Bytes(rescaled));
        Assert.Equal(folder.Bytes("conjugate"), session.Bytes(conjugated));

        foreach (int steps in (int[])[1, 2, 4, 8])
        {
            using Ciphertext rotated = evaluator.Rotate(rescaled, steps);
            Assert.Equal(folder.Bytes($"rotate_{steps}"), session.Bytes(rotated));
        }
    }

    [Fact]
    public void TheEngineComputesForSeal()
    {
        SealSession session = fixture.Require();
        using EvaluationKeys keys = session.Converter.ToEngine(session.Folder.RelinearizationKeys("rk"), session.Folder.GaloisKeys("gk"));
        Evaluator evaluator = new(session.Parameters, keys, Workers.Sequential);
        DiagonalMatrix matrix = Matrix(session.Parameters.SlotCount);
        using Ciphertext x = session.Ciphertext("ct");
        using Ciphertext transformed = new LinearTransform(evaluator).Apply(
            x, matrix.Plan, new FreshPlaintexts(session.Parameters, matrix), session.Parameters.DefaultScale(new Level(2)));
        using Ciphertext square = evaluator.SquareRelinearizeRescale(transformed);
        using Ciphertext conjugate = evaluator.Conjugate(square);

        session.Folder.Save("engine_answer", stream => SealCiphertextSerializer.Write(stream, session.Converter.ToSeal(conjugate)));
        double[] expected = Messages.Squares(matrix.Apply(Messages.Sines(session.Parameters.SlotCount)));
        Messages.AssertClose(expected, fixture.DecryptBySeal("engine_answer"), 18);
    }

    [Fact]
    public void TheCertificateNamesSealsTable()
    {
        CkksParameters parameters = fixture.Require().Parameters;

        Assert.Equal(SecurityLevel.SealBits128, parameters.Literal.Security);
        Assert.Contains("SEAL", parameters.Certificate.ToString());
    }

    // Only rotations that the client made keys for.
    private static DiagonalMatrix Matrix(int slots) => DiagonalMatrix.Of(
        slots,
        ((int[])[0, 1, 2, 8]).Select(rotation => (rotation, Enumerable.Range(0, slots).Select(i => Math.Cos(i * (rotation + 1)) / 4).ToArray())),
        4);

    private static IReadOnlyList<SealCiphertext> Entries(SealFolder folder, string kind, string name) => kind switch
    {
        "ct" => [folder.Ciphertext(name)],
        "pk" => [folder.PublicKey(name).Zero],
        "rk" => folder.RelinearizationKeys(name).Entries,
        _ => folder.GaloisKeys(name).Entries(new GaloisElement(3))!,
    };
}
