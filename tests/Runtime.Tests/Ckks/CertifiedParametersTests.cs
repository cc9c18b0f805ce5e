using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Tests.Ckks;

/// <summary>The same engine at a set with a 128-bit certificate, on several threads.</summary>
public class CertifiedParametersTests
{
    private static readonly CkksParametersLiteral Literal = PrimeSelection.Select(new ChainRequest(14, 6, 45, 48, 2));

    [Fact]
    public void MultipliesAndRotatesAt128Bits()
    {
        CkksParameters parameters = CkksParameters.Create(Literal);
        using Workers workers = new(2);
        using CkksKit kit = new(
            parameters, EvaluationKeyRequest.ForRotations(parameters, [100], new Level(5), new Level(6)), workers);
        double[] a = kit.Message(1);
        double[] b = kit.Message(2);
        using Ciphertext x = kit.Encrypt(a);
        using Ciphertext y = kit.Encrypt(b);
        using Ciphertext product = kit.Evaluator.MultiplyRelinearizeRescale(x, y);
        using Ciphertext rotated = kit.Evaluator.Rotate(product, 100);

        Assert.Equal(128, parameters.Certificate.Bits);
        kit.AssertDecryptsTo(i => a[(i + 100) % a.Length] * b[(i + 100) % b.Length], rotated, 27);
    }

    [Fact]
    public void ResultsDoNotDependOnTheNumberOfThreads()
    {
        CkksParameters parameters = InsecureParameters.LogN11;
        using Workers workers = new(3);
        using CkksKit kit = CkksKit.WithKeys(parameters, 1);
        Evaluator threaded = new(parameters, kit.Keys, workers);
        using Ciphertext x = kit.Encrypt(kit.Message(1));
        using Ciphertext first = kit.Evaluator.SquareRelinearizeRescale(x);
        using Ciphertext second = threaded.SquareRelinearizeRescale(x);

        for (int i = 0; i < first[0].LimbCount; i++)
        {
            Assert.True(first[0].Limb(i).SequenceEqual(second[0].Limb(i)));
            Assert.True(first[1].Limb(i).SequenceEqual(second[1].Limb(i)));
        }
    }

    [Fact]
    public void RefusesParametersAboveTheBudget()
    {
        CkksParametersLiteral literal = PrimeSelection.Select(new ChainRequest(14, 8, 45, 48, 2));

        ParameterException error = Assert.Throws<ParameterException>(() => CkksParameters.Create(literal));
        Assert.Equal("log2 QP", error.Field);
        Assert.Contains("LogN = 14 allows 430 for 128-bit security", error.Message);
    }
}
