using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Circuits;
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

    // Some plaintexts whole, others by period, in one sum: the same bits as with all of them whole.
    [Theory]
    [InlineData(1, 64)]
    [InlineData(9, 32)]
    [InlineData(19, 2)]
    public void PeriodicPlaintextsGiveTheBitsOfWholeOnes(int count, int period)
    {
        PeriodicEncoder periodic = new(client.Parameters);
        ExtendedCiphertext[] factors = [.. Enumerable.Range(0, count).Select(Extended)];
        double[][] messages = [.. Enumerable.Range(0, count).Select(i => Message(i)[..(i % 3 == 1 ? client.Parameters.SlotCount : i % 3 == 2 ? 128 : period)])];
        PlaintextForm form = new(Top, client.Parameters.DefaultScale(Top), Extended: true);
        Plaintext[] whole = [.. messages.Select(message => encoder.EncodeExtended(
            [.. Enumerable.Range(0, client.Parameters.SlotCount).Select(slot => message[slot % message.Length])], form.Level, form.Scale))];
        EncodedMessage[] mixed = [.. messages.Select((message, i) => message.Length == client.Parameters.SlotCount ? whole[i] : (EncodedMessage)periodic.Encode(message, form))];

        using ExtendedCiphertext expected = evaluator.SumOfProductsPlain(factors, whole);
        ExtendedCiphertext[] sums = evaluator.SumsOfProductsPlain([new PlainProducts<ExtendedCiphertext>(factors, mixed), new PlainProducts<ExtendedCiphertext>([factors[0]], [mixed[0]])]);

        for (int limb = 0; limb < expected.C0.LimbCount; limb++)
        {
            Assert.Equal(expected.C0.Limb(limb).ToArray(), sums[0].C0.Limb(limb).ToArray());
            Assert.Equal(expected.C1.Limb(limb).ToArray(), sums[0].C1.Limb(limb).ToArray());
        }

        using Ciphertext alone = evaluator.ModDown(sums[1]);
        Assert.True(InsecureClient.Bits([.. Message(0).Select((value, slot) => value * messages[0][slot % messages[0].Length])], client.Decrypt(alone)) >= 24);
    }

    [Fact]
    public void AProductWithAPeriodicPlaintextHasTheBitsOfAWholeOne()
    {
        double[] period = Message(5)[..32];
        PlaintextForm form = new(Top, client.Parameters.DefaultScale(Top), Extended: false);
        using Plaintext whole = encoder.Encode([.. Enumerable.Range(0, client.Parameters.SlotCount).Select(slot => period[slot % 32])], form.Level, form.Scale);
        using PeriodicPlaintext kept = new PeriodicEncoder(client.Parameters).Encode(period, form);
        using Ciphertext x = client.Encrypt(Message(1), Top - 1), expected = evaluator.MultiplyPlain(x, whole), product = evaluator.MultiplyPlain(x, (EncodedMessage)kept);
        using Ciphertext square = evaluator.Square(x);

        Assert.Equal(expected.Scale, product.Scale);
        Assert.Equal(expected[0].Limb(2).ToArray(), product[0].Limb(2).ToArray());
        Assert.Equal(expected[1].Limb(0).ToArray(), product[1].Limb(0).ToArray());
        Assert.Throws<DegreeMismatchException>(() => evaluator.MultiplyPlain(square, (EncodedMessage)kept));
    }

    /// <summary>Modulo Q, whole and periodic plaintexts of a higher level, and two sums that share ciphertexts.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(19)]
    public void SumsModuloQHaveTheBitsOfProductsOneByOne(int count)
    {
        PlaintextForm form = new(Top, client.Parameters.DefaultScale(Top), Extended: false);
        Ciphertext[] factors = [.. Enumerable.Range(0, count).Select(i => client.Encrypt(Message(i), Top - 1))];
        DiagonalEncoder both = new(client.Parameters, Workers.Sequential);
        EncodedMessage[] plaintexts = [.. Enumerable.Range(0, count).Select(i => both.Encode(Message(i + 100)[..(i % 2 == 1 ? 64 : client.Parameters.SlotCount)], form))];
        using Ciphertext expected = evaluator.MultiplyPlain(factors[0], plaintexts[0]);
        for (int i = 1; i < count; i++)
        {
            using Ciphertext product = evaluator.MultiplyPlain(factors[i], plaintexts[i]);
            evaluator.Add(expected, product, expected);
        }

        Ciphertext[] sums = evaluator.SumsOfProductsPlain([new PlainProducts<Ciphertext>(factors, plaintexts), new PlainProducts<Ciphertext>(factors, plaintexts)]);

        Assert.All(sums, sum =>
        {
            Assert.Equal((expected.Level, expected.Scale, 1), (sum.Level, sum.Scale, sum.Degree));
            Assert.All(Enumerable.Range(0, Top.Value), limb => Assert.Equal(expected[0].Limb(limb), sum[0].Limb(limb)));
            Assert.All(Enumerable.Range(0, Top.Value), limb => Assert.Equal(expected[1].Limb(limb), sum[1].Limb(limb)));
        });
    }

    [Fact]
    public void SumsModuloQOfWhatDoesNotFitAreRefused()
    {
        using Ciphertext x = client.Encrypt(Message(1), Top), low = client.Encrypt(Message(1), Top - 1), square = evaluator.Square(x);
        using Plaintext plain = Plain(0, extended: false), lowPlain = encoder.Encode(Message(0), Top - 1, client.Parameters.DefaultScale(Top));

        Assert.Throws<LevelMismatchException>(() => evaluator.SumsOfProductsPlain([new PlainProducts<Ciphertext>([x], [lowPlain])]));
        Assert.Throws<LevelMismatchException>(() => evaluator.SumsOfProductsPlain([new PlainProducts<Ciphertext>([x], [plain]), new PlainProducts<Ciphertext>([low], [plain])]));
        Assert.Throws<DegreeMismatchException>(() => evaluator.SumsOfProductsPlain([new PlainProducts<Ciphertext>([square], [plain])]));
        Assert.Throws<CkksException>(() => evaluator.SumsOfProductsPlain([new PlainProducts<Ciphertext>([x], [])]));
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
