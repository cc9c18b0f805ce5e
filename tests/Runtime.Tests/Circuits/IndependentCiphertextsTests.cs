using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Tests.Circuits;

/// <summary>Circuits that give each thread ciphertexts of its own: the same bits, whatever happens in between.</summary>
public sealed class IndependentCiphertextsTests : IDisposable
{
    private static readonly Level Top = new(6);

    private static readonly PolynomialPlan Polynomial = PolynomialPlan.For(PolynomialPlanTests.Series(63, Symmetry.None), 6);

    private readonly InsecureClient client = InsecureClient.Create(Top.Value, logN: 10);
    private readonly Ciphertext input;
    private readonly EvaluationKeys keys;

    public IndependentCiphertextsTests()
    {
        input = client.Encrypt(DiagonalMatrixTests.Slots(client.Parameters.SlotCount), Top);
        keys = client.Keys(Matrices.SelectMany(circuit => Matrix(circuit).Plan.Rotations).Distinct());
    }

    /// <summary>
    /// Many giant steps; babies and giants; a giant step of more diagonals than are encoded at a time; two ciphertexts to three, without
    /// babies and with some; the same with babies divided by P; a polynomial.
    /// </summary>
    public static TheoryData<string> Circuits => [.. Matrices, "polynomial"];

    private static string[] Matrices => ["transform 1", "transform 8", "transform 128", "map 1", "map 4", "transform 8 divided", "transform 128 divided", "map 4 divided"];

    public void Dispose()
    {
        keys.Dispose();
        input.Dispose();
        client.Dispose();
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void BitsDoNotDependOnThreads(string circuit)
    {
        using Ciphertext expected = Run(circuit, keys, 1);

        foreach (int threads in new[] { 2, 3 })
        {
            foreach (bool manyAtOnce in new[] { true, false })
            {
                using Ciphertext result = Run(circuit, new WatchedKeys(keys, manyAtOnce), threads);
                AssertSameBits(expected, result);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void KeysLentOneAtATimeComeInTheOrderOfOneThread(string circuit)
    {
        WatchedKeys alone = new(keys, lendsManyAtOnce: false), several = new(keys, lendsManyAtOnce: false);

        Run(circuit, alone, 1).Dispose();
        Run(circuit, several, 3).Dispose();

        Assert.Equal(1, several.MostLeases);
        Assert.Equal(alone.Lent, several.Lent);
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void InterruptionsArriveWhereverTheyHappen(string circuit)
    {
        for (int key = 0; key < KeySwitches(circuit); key++)
        {
            AssertInterrupted(circuit, key, threads: 3);
        }
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void InterruptionsLeaveNothingBehind(string circuit)
    {
        int keySwitches = KeySwitches(circuit);
        int limbs = client.Parameters.Ring.Limbs.CreatedCount;

        for (int key = 0; key < keySwitches; key++)
        {
            AssertInterrupted(circuit, key, threads: 1);
        }

        // One thread needs the same limbs each time: others are made only where some did not come back.
        Run(circuit, keys, 1).Dispose();
        Assert.Equal(limbs, client.Parameters.Ring.Limbs.CreatedCount);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    public void MapKeepsTheOrder(int threads, bool manyAtOnce)
    {
        using Workers workers = new(threads);
        Evaluator evaluator = new(client.Parameters, new WatchedKeys(keys, manyAtOnce), workers);
        Ciphertext[] operands = [.. Enumerable.Range(0, 5).Select(i => client.Encrypt([i], Top - i))];

        Ciphertext[] results = new IndependentCiphertexts(evaluator).Map(operands, x => evaluator.Rotate(x, 1));

        for (int i = 0; i < operands.Length; i++)
        {
            using Ciphertext expected = evaluator.Rotate(operands[i], 1);
            AssertSameBits(expected, results[i]);
        }

        Assert.Empty(new IndependentCiphertexts(evaluator).Map([], x => x));
    }

    [Fact]
    public void MapStopsWhenCanceled()
    {
        using Workers workers = new(2);
        using CancellationTokenSource source = new();
        Evaluator evaluator = new(client.Parameters, keys, workers);
        int calls = 0;

        Assert.Throws<OperationCanceledException>(() => new IndependentCiphertexts(evaluator).Map(
            [.. Enumerable.Repeat(input, 9)],
            x =>
            {
                source.Cancel();
                Interlocked.Increment(ref calls);
                return evaluator.Copy(x);
            },
            source.Token));

        Assert.InRange(calls, 1, 2);
    }

    [Fact]
    public void OnlySmallCiphertextsWhoseKeysAreThereGoOneAThread()
    {
        using Workers workers = new(3);
        CkksParameters large = CkksParameters.Create(InsecureClient.Literal(4, logN: 16));
        Evaluator small = new(client.Parameters, keys, workers), planned = new(client.Parameters, new WatchedKeys(keys, false), workers);
        Evaluator big = new(large, EvaluationKeys.None(large), workers);

        Assert.Equal(3, IndependentCiphertexts.WorkAt(small, Top).AtOnce);
        Assert.Equal(1, IndependentCiphertexts.WorkAt(planned, Top).AtOnce);
        Assert.Equal(3, IndependentCiphertexts.WorkAt(big, new Level(3)).AtOnce);
        Assert.Equal(1, IndependentCiphertexts.WorkAt(big, new Level(4)).AtOnce);
    }

    private static void AssertSameBits(Ciphertext expected, Ciphertext actual)
    {
        Assert.Equal(expected.Level, actual.Level);
        Assert.Equal(expected.Scale, actual.Scale);
        for (int limb = 0; limb < expected.Level.LimbCount; limb++)
        {
            Assert.Equal(expected[0].Limb(limb), actual[0].Limb(limb));
            Assert.Equal(expected[1].Limb(limb), actual[1].Limb(limb));
        }
    }

    // By a key that is missing, and by its owner.
    private void AssertInterrupted(string circuit, int key, int threads)
    {
        using CancellationTokenSource source = new();
        WatchedKeys failing = new(keys, true, count => _ = count == key ? throw new InvalidOperationException("no such key") : 0);
        WatchedKeys canceling = new(keys, true, count => (count == key ? source : null)?.Cancel());

        Assert.Equal("no such key", Assert.Throws<InvalidOperationException>(() => Run(circuit, failing, threads)).Message);
        try
        {
            Run(circuit, canceling, threads, source.Token).Dispose();
            Assert.True(key >= KeySwitches(circuit) - threads, "not canceled");
        }
        catch (OperationCanceledException)
        {
            Assert.True(source.IsCancellationRequested);
        }
    }

    private int KeySwitches(string circuit)
    {
        WatchedKeys watched = new(keys, lendsManyAtOnce: true);
        Run(circuit, watched, 1).Dispose();
        return watched.Lent.Count;
    }

    private DiagonalMatrix Matrix(string circuit) =>
        Extended(circuit).With(circuit.EndsWith("divided", StringComparison.Ordinal) ? BabyForm.Divided : BabyForm.Extended);

    private DiagonalMatrix Extended(string circuit)
    {
        int slots = client.Parameters.SlotCount;
        int step = int.Parse(circuit.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        if (circuit.StartsWith("map", StringComparison.Ordinal))
        {
            return DiagonalMatrix.Of(MapDiagonals.Of(LinearTransformOfBundlesTests.TwoToThree(slots)), DiagonalMatrixTests.Weight(8, 9), step);
        }

        int[] rotations = step switch
        {
            1 => [.. Enumerable.Range(0, 6)],
            8 => [.. Enumerable.Range(0, 40)],
            _ => [.. Enumerable.Range(0, 70), 130, 257, 258],
        };
        return DiagonalMatrix.Of(slots, rotations.Select(rotation => (rotation, Enumerable.Repeat(1.0 / (rotation + 2), slots).ToArray())), step);
    }

    private Ciphertext Run(string circuit, IEvaluationKeySource source, int threads, CancellationToken cancellationToken = default)
    {
        using Workers workers = new(threads);
        Evaluator evaluator = new(client.Parameters, source, workers);
        if (circuit == "polynomial")
        {
            return new PolynomialEvaluation(evaluator).Evaluate(input, Polynomial, client.Parameters.DefaultScale(new Level(0)), cancellationToken);
        }

        DiagonalMatrix matrix = Matrix(circuit);
        Ciphertext[] results = new LinearTransform(evaluator).Apply(
            [.. Enumerable.Repeat(input, matrix.Plan.Shape.Operands)],
            matrix.Plan,
            new FreshPlaintexts(client.Parameters, matrix),
            client.Parameters.DefaultScale(Top - 1),
            cancellationToken);
        Array.ForEach(results[..^1], static result => result.Dispose());
        return results[^1];
    }
}
