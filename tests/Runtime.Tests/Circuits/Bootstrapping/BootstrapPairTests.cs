using System.Numerics;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Ckks;
using static PowerSoftmax.Runtime.Tests.Circuits.Bootstrapping.InsecureBootstraps;

namespace PowerSoftmax.Runtime.Tests.Circuits.Bootstrapping;

/// <summary>Several ciphertexts at once: in pairs, each as precise as one by itself.</summary>
public class BootstrapPairTests
{
    private static readonly CkksParameters InsecureParameters = CreateParameters();

    [Theory]
    [InlineData(9, 1)]
    [InlineData(9, 2)]
    [InlineData(9, 3)]
    [InlineData(9, 5)]
    [InlineData(6, 2)]
    [InlineData(3, 3)]
    [InlineData(1, 2)]
    public void EachComesBack(int logSlots, int count)
    {
        using CkksKit kit = KitFor(InsecureParameters, logSlots);
        using Bootstrapper bootstrapper = new(kit.Evaluator, logSlots);
        double[][] messages = [.. Enumerable.Range(0, count).Select(i => Periodic(kit, logSlots, i))];
        Level target = new(8);

        // Levels of the operands differ.
        Ciphertext[] inputs = [.. messages.Select((message, i) => kit.Encrypt(message, new Level(3 + (i % 3))))];
        IReadOnlyList<Ciphertext> outputs = bootstrapper.Bootstrap(inputs, target, 1, TestContext.Current.CancellationToken);

        Assert.Equal(count, outputs.Count);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal((target, kit.Parameters.DefaultScale(target)), (outputs[i].Level, outputs[i].Scale));
            Assert.InRange(InsecureClient.Bits(messages[i], kit.Decrypt(outputs[i])), SineTheory.LeastBits(new BootstrappingLiteral(), LogN) - 0.5, 60);
        }

        Dispose([.. inputs, .. outputs]);
    }

    [Fact]
    public void EachIsAsPreciseAsByItselfAndAsPredicted()
    {
        using CkksKit kit = KitFor(InsecureParameters, 9);
        using Bootstrapper bootstrapper = new(kit.Evaluator, 9);
        double[][] messages = [.. Enumerable.Range(0, 8).Select(kit.Message)];
        Ciphertext[] inputs = [.. messages.Select(message => kit.Encrypt(message, new Level(3)))];
        IReadOnlyList<Ciphertext> outputs = bootstrapper.Bootstrap(inputs, new Level(5), 1, TestContext.Current.CancellationToken);

        for (int i = 0; i < inputs.Length; i++)
        {
            using Ciphertext alone = bootstrapper.Bootstrap(inputs[i], new Level(5), 1, TestContext.Current.CancellationToken);
            double error = Error(messages[i], kit.Decrypt(outputs[i]));

            Assert.InRange(error / Error(messages[i], kit.Decrypt(alone)), 0.7, 1.4);
            Assert.InRange(-Math.Log2(error), Predicted.RootMeanSquareBits - 0.7, Predicted.RootMeanSquareBits + 0.7);
        }

        Dispose([.. inputs, .. outputs]);
    }

    [Fact]
    public void OneCiphertextMayComeSeveralTimes()
    {
        using CkksKit kit = KitFor(InsecureParameters, 9);
        using Bootstrapper bootstrapper = new(kit.Evaluator, 9);
        double[] message = kit.Message(1);
        using Ciphertext input = kit.Encrypt(message, new Level(3));
        IReadOnlyList<Ciphertext> outputs = bootstrapper.Bootstrap([input, input, input], new Level(5), 1, TestContext.Current.CancellationToken);

        Assert.Equal(3, outputs.Distinct().Count());
        Assert.All(outputs, output => Assert.InRange(InsecureClient.Bits(message, kit.Decrypt(output)), Predicted.MinBits - 1, 60));
        Assert.InRange(InsecureClient.Bits(message, kit.Decrypt(input)), 20, 60);
        Dispose([.. outputs]);
    }

    // Of either ciphertext in either half, to either result: without removing it 0.7 of it would arrive, and be found here.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ImaginaryNoiseReachesNeitherResult(int count)
    {
        using CkksKit kit = KitFor(InsecureParameters, 9);
        using Bootstrapper bootstrapper = new(kit.Evaluator, 9);
        const double Noise = 1.0 / (1 << 12);
        double[][] messages = [.. Enumerable.Range(0, count).Select(kit.Message)];

        for (int noisy = 0; noisy < count; noisy++)
        {
            Ciphertext[] inputs = [.. messages.Select((message, i) => Complex(kit, message, i == noisy ? Noise : 0))];
            IReadOnlyList<Ciphertext> outputs = bootstrapper.Bootstrap(inputs, new Level(5), 1, TestContext.Current.CancellationToken);

            Assert.All(outputs.Zip(messages), pair =>
                Assert.InRange(-Math.Log2(Error(pair.Second, kit.Decrypt(pair.First))), Predicted.RootMeanSquareBits - 0.7, 60));
            Dispose([.. inputs, .. outputs]);
        }
    }

    [Fact]
    public void BothHalvesOfTheirStagesAreKept()
    {
        using CkksKit kit = KitFor(InsecureParameters, 9);
        using Bootstrapper bootstrapper = new(kit.Evaluator, 9);
        using Ciphertext input = kit.Encrypt(kit.Message(1), new Level(3));
        Dispose([.. bootstrapper.Bootstrap([input, input], new Level(9), 1, TestContext.Current.CancellationToken)]);

        Assert.Equal(bootstrapper.Plan.MatrixBytes, bootstrapper.ByteCount);
    }

    [Fact]
    public void ThreadsChangeNoBit()
    {
        using CkksKit kit = KitFor(InsecureParameters, 7);
        using Workers three = new(3);
        using Bootstrapper one = new(kit.Evaluator, 7), other = new(new Evaluator(kit.Parameters, kit.Keys, three), 7);
        Ciphertext[] inputs = [.. Enumerable.Range(0, 5).Select(i => kit.Encrypt(Periodic(kit, 7, i), new Level(3)))];
        IReadOnlyList<Ciphertext> x = one.Bootstrap(inputs, new Level(7), 1, TestContext.Current.CancellationToken);
        IReadOnlyList<Ciphertext> y = other.Bootstrap(inputs, new Level(7), 1, TestContext.Current.CancellationToken);

        Assert.Equal(x.Select(kit.Decrypt), y.Select(kit.Decrypt));
        Dispose([.. inputs, .. x, .. y]);
    }

    // A key may fail to come at any time: between the halves of a pair, or after whole pairs are there.
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.45)]
    [InlineData(0.6)]
    [InlineData(0.85)]
    [InlineData(0.99)]
    public void NothingIsLeftAfterAFailure(double share)
    {
        // Limbs of its own: what other tests left to the collector may come back at any time.
        using CkksKit kit = KitFor(CreateParameters(), 6);
        int failing = int.MaxValue;
        WatchedKeys watched = new(kit.Keys, lendsManyAtOnce: false, lent => _ = lent >= failing ? throw new IOException() : 0);
        using Bootstrapper bootstrapper = new(new Evaluator(kit.Parameters, watched, Workers.Sequential), 6);
        Ciphertext[] inputs = [.. Enumerable.Range(0, 3).Select(i => kit.Encrypt(Periodic(kit, 6, i), new Level(3)))];
        Dispose([.. bootstrapper.Bootstrap(inputs, new Level(5), 1, TestContext.Current.CancellationToken)]);
        int lent = Lent(kit), whole = watched.Lent.Count;
        failing = whole + (int)(share * whole);

        Assert.Throws<IOException>(() => bootstrapper.Bootstrap(inputs, new Level(5), 1, TestContext.Current.CancellationToken));

        Assert.Equal(failing, watched.Lent.Count);
        Assert.Equal(lent, Lent(kit));
        Dispose(inputs);
    }

    [Fact]
    public void OneThatIsTooLowIsFoundBeforeAnyIsBootstrapped()
    {
        using CkksKit kit = KitFor(InsecureParameters, 5);
        WatchedKeys watched = new(kit.Keys, lendsManyAtOnce: true);
        using Bootstrapper bootstrapper = new(new Evaluator(kit.Parameters, watched, Workers.Sequential), 5);
        Ciphertext[] inputs = [.. Enumerable.Range(0, 3).Select(i => kit.Encrypt(kit.Message(1), new Level(4 - i)))];

        Assert.Throws<LevelMismatchException>(() => bootstrapper.Bootstrap(inputs, new Level(5), 1, TestContext.Current.CancellationToken));
        Assert.Empty(watched.Lent);
        Dispose(inputs);
    }

    private static Ciphertext Complex(CkksKit kit, double[] message, double imaginary)
    {
        Random random = new(7);
        Complex[] slots = [.. message.Select(value => new Complex(value, imaginary * ((2 * random.NextDouble()) - 1)))];
        using Plaintext plaintext = kit.Encoder.Encode(slots, new Level(3), kit.Parameters.DefaultScale(new Level(3)));

        return kit.Encryptor.Encrypt(plaintext);
    }

    // Root mean square.
    private static double Error(double[] expected, double[] actual) =>
        Math.Sqrt(expected.Zip(actual, static (x, y) => (x - y) * (x - y)).Average());

    // Limbs that have not come back.
    private static int Lent(CkksKit kit) => kit.Parameters.Ring.Limbs.CreatedCount - kit.Parameters.Ring.Limbs.IdleCount;

    private static void Dispose(Ciphertext[] ciphertexts) => Array.ForEach(ciphertexts, static ciphertext => ciphertext.Dispose());
}
