using PowerSoftmax.Client;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Model;

/// <summary>Results for others: flooded as much as the number of results and the security ask, refused where the precision is too fine.</summary>
public sealed class SharedAnswerTests
{
    // 128 elements of deviation 2^-30 or less: t = 8 sqrt(128) 2^-30 = 2^-23.5; one result at 30 bits takes 2^(1.79 + 15 - 23.5) = 2^-6.7.
    private const double Deviation = 1.0 / (1 << 30);

    [Fact]
    public async Task ASharedAnswerIsFloodedAndRounded()
    {
        Circuit circuit = Stating(Deviation);
        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys);
        using EncryptedInput question = client.Encrypt([.. DiagonalMatrixTests.Slots(128).Select(static value => (float)value / 8)]);
        using EncryptedOutput answer = await server.EvaluateAsync(question, cancellationToken: TestContext.Current.CancellationToken);

        float[] shared = client.DecryptShared(answer, new SharedPrecision(6, Results: 1));

        float[] exact = client.Decrypt(answer);
        double[] units = [.. shared.Zip(exact, static (left, right) => (left - (double)right) * 64)];
        Assert.All(shared, static value => Assert.Equal(Math.Round(value * 64.0), value * 64.0));
        Assert.InRange(Math.Sqrt(units.Average(static unit => unit * unit)), 0.7, 1.4);
        Assert.NotEqual(shared, client.DecryptShared(answer, new SharedPrecision(6, Results: 1)));
        IReadOnlyDictionary<string, Tensor> all = client.DecryptSharedAll(answer, new SharedPrecision(2, Results: 100));
        Assert.All(Assert.Single(all).Value.Values, static value => Assert.Equal(Math.Round(value * 4), value * 4));
        Assert.Throws<SharedPrecisionException>(() => client.DecryptShared(answer, new SharedPrecision(7, Results: 1)));
        Assert.Throws<SharedPrecisionException>(() => client.DecryptSharedAll(answer, new SharedPrecision(6, Results: 100)));
    }

    [Theory]
    [InlineData(1, 30, 6)]
    [InlineData(4, 30, 5)]        // four times the results, twice the noise
    [InlineData(1024, 30, 1)]
    [InlineData(1, 40, 1)]        // two bits of security, twice the noise
    [InlineData(1_000_000, 40, -9)]
    public void TheFinestPrecisionFollowsFromResultsAndSecurity(long results, int security, int finest)
    {
        Circuit circuit = Stating(Deviation);

        SharedNoise granted = SharedNoise.Of(circuit, new SharedPrecision(finest, results, security));
        SharedPrecisionException error = Assert.Throws<SharedPrecisionException>(() => SharedNoise.Of(circuit, new SharedPrecision(finest + 1, results, security)));

        Assert.Equal(finest, granted.FinestBits);
        Assert.InRange(granted.SecurityBits, security, security + 2);
        Assert.Equal(Math.Pow(2, -finest), granted.Deviation);
        Assert.Equal(Math.Pow(2, -23.5), granted.NoiseBound, 1e-3 * granted.NoiseBound);
        Assert.Equal(finest, error.FinestBits);
        Assert.Contains($"shared to {finest} bits at the finest, {finest + 1} are asked: {results} of them at {security} bits", error.Message, StringComparison.Ordinal);
        Assert.Contains($"multiples of 2^{-finest})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACoarserPrecisionIsSaferThanAsked()
    {
        Circuit circuit = Stating(Deviation);
        double finest = SharedNoise.Of(circuit, new SharedPrecision(6, 1)).SecurityBits;

        Assert.Equal(finest + 8, SharedNoise.Of(circuit, new SharedPrecision(2, 1)).SecurityBits, 9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("much")]
    public void ACircuitThatStatesNoNoiseCannotBeShared(string noise)
    {
        Circuit circuit = Circuit.Of(InsecureCircuit.Module().WithMeta(ModuleKeys.OutputNoise + "y", noise));

        SharedPrecisionException error = Assert.Throws<SharedPrecisionException>(() => SharedNoise.Of(circuit, new SharedPrecision(1, 1)));

        Assert.Contains("does not state the predicted noise of its output 'y'", error.Message, StringComparison.Ordinal);
        Assert.Null(error.FinestBits);
    }

    [Theory]
    [InlineData(41, 1, 30)]
    [InlineData(-41, 1, 30)]
    [InlineData(1, 0, 30)]
    [InlineData(1, 1, 9)]
    [InlineData(1, 1, 129)]
    public void WhatIsOutOfRangeIsRefused(int bits, long results, int security) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SharedNoise.Of(Stating(Deviation), new SharedPrecision(bits, results, security)));

    private static Circuit Stating(double deviation) => Circuit.Of(InsecureCircuit.Module().WithMeta(
        ModuleKeys.OutputNoise + "y", deviation.ToString("G17", System.Globalization.CultureInfo.InvariantCulture)));
}
