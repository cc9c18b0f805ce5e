using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Seal;

namespace PowerSoftmax.SealOracle.Tests.GoldenFiles;

/// <summary>SealEvaluator gives the very bytes that real SEAL gave.</summary>
public sealed class EvaluatorTests : IDisposable
{
    private readonly SealSession session = InsecureGolden.SmallSession();
    private readonly SealEvaluator evaluator;

    public EvaluatorTests() => evaluator = new SealEvaluator(
        session.Converter, session.Folder.RelinearizationKeys("rk"), session.Folder.GaloisKeys("gk"), Workers.Sequential);

    public void Dispose()
    {
        evaluator.Dispose();
        session.Dispose();
    }

    [Fact]
    public void AddIsByteIdentical()
    {
        using Ciphertext x = session.Ciphertext("ct");
        AssertIs("add", evaluator.Add(x, x));
    }

    [Fact]
    public void MultiplyIsByteIdentical()
    {
        using Ciphertext x = session.Ciphertext("ct");
        AssertIs("multiply", evaluator.Multiply(x, x));
    }

    [Fact]
    public void MultiplyPlainIsByteIdentical()
    {
        using Ciphertext x = session.Ciphertext("ct");
        using Plaintext factor = session.Converter.ToEngine(session.Folder.Plaintext("factor"));
        AssertIs("multiply_plain", evaluator.MultiplyPlain(x, factor));
    }

    [Fact]
    public void RelinearizeIsByteIdentical()
    {
        using Ciphertext x = session.Ciphertext("multiply");
        AssertIs("relinearize", evaluator.Relinearize(x));
    }

    [Fact]
    public void RescaleIsByteIdentical()
    {
        using Ciphertext x = session.Ciphertext("relinearize");
        AssertIs("rescale", evaluator.Rescale(x));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-3)]
    public void RotateIsByteIdentical(int steps)
    {
        using Ciphertext x = session.Ciphertext("rescale");
        AssertIs($"rotate_{steps}", evaluator.Rotate(x, steps));
    }

    [Fact]
    public void ConjugateIsByteIdentical()
    {
        using Ciphertext x = session.Ciphertext("rescale");
        AssertIs("conjugate", evaluator.Conjugate(x));
    }

    [Fact]
    public void MissingKeysAreNamed()
    {
        using SealEvaluator none = new(session.Converter, null, null, Workers.Sequential);
        using Ciphertext x = session.Ciphertext("ct");
        using Ciphertext product = session.Ciphertext("multiply");

        Assert.Contains("relinearization", Assert.Throws<MissingEvaluationKeyException>(() => none.Relinearize(product)).Message);
        Assert.Contains("rotation by 2", Assert.Throws<MissingEvaluationKeyException>(() => evaluator.Rotate(x, 2)).Message);
        Assert.Contains("conjugation", Assert.Throws<MissingEvaluationKeyException>(() => none.Conjugate(x)).Message);
    }

    private void AssertIs(string name, Ciphertext result)
    {
        using (result)
        {
            Assert.Equal(session.Folder.Bytes(name), session.Bytes(result));
        }
    }
}
