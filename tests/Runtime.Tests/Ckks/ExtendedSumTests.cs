using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Circuits;

namespace PowerSoftmax.Runtime.Tests.Ckks;

public sealed class ExtendedSumTests : IDisposable
{
    private static readonly Level Top = new(3);

    private readonly InsecureClient client = InsecureClient.Create(Top.Value);
    private readonly EvaluationKeys keys;
    private readonly Evaluator evaluator;
    private readonly Encoder encoder;

    public ExtendedSumTests()
    {
        keys = EvaluationKeys.None(client.Parameters);
        evaluator = new Evaluator(client.Parameters, keys, Workers.Sequential);
        encoder = new Encoder(client.Parameters, Workers.Sequential);
    }

    public void Dispose()
    {
        keys.Dispose();
        client.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(19)]
    public void IsTheSumOfTheProducts(int count)
    {
        ExtendedCiphertext[] factors = [.. Enumerable.Range(0, count).Select(Extended)];
        Plaintext[] plaintexts = [.. Enumerable.Range(0, count).Select(i => Plain(i, extended: true))];

        using Ciphertext sum = evaluator.ModDown(evaluator.SumOfProductsPlain(factors, plaintexts));

        double[] expected = [.. Enumerable.Range(0, client.Parameters.SlotCount).Select(
            slot => Enumerable.Range(0, count).Sum(i => Message(i)[slot] * Message(i + 100)[slot]))];
        double bits = InsecureClient.Bits(expected, client.Decrypt(sum));
        Assert.True(bits >= 24, $"{bits:0.0} bits");
        Assert.Equal(Top, sum.Level);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        using ExtendedCiphertext factor = Extended(0);
        using Plaintext plain = Plain(0, extended: false);

        Assert.Contains("0 ciphertexts and 0 plaintexts are given", Assert.Throws<CkksException>(() => evaluator.SumOfProductsPlain([], [])).Message);
        Assert.Contains("1 ciphertexts and 0 plaintexts are given", Assert.Throws<CkksException>(() => evaluator.SumOfProductsPlain([factor], [])).Message);
        Assert.Contains("EncodeExtended", Assert.Throws<CkksException>(() => evaluator.SumOfProductsPlain([factor], [plain])).Message);
    }

    private ExtendedCiphertext Extended(int index)
    {
        using Ciphertext ciphertext = client.Encrypt(Message(index), Top);
        return evaluator.Extend(ciphertext);
    }

    private Plaintext Plain(int index, bool extended) => extended
        ? encoder.EncodeExtended(Message(index + 100), Top, client.Parameters.DefaultScale(Top))
        : encoder.Encode(Message(index + 100), Top, client.Parameters.DefaultScale(Top));

    private double[] Message(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, client.Parameters.SlotCount).Select(_ => (2 * random.NextDouble()) - 1)];
    }
}
