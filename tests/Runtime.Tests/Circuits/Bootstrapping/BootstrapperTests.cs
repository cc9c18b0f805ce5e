using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;
using PowerSoftmax.Runtime.Tests.Ckks;
using static PowerSoftmax.Runtime.Tests.Circuits.Bootstrapping.InsecureBootstraps;

namespace PowerSoftmax.Runtime.Tests.Circuits.Bootstrapping;

public class BootstrapperTests
{
    private static readonly CkksParameters InsecureParameters = CreateParameters();

    [Theory]
    [InlineData(9)]
    [InlineData(8)]
    [InlineData(5)]
    [InlineData(1)]
    public void BringsRealSlotsToTheTarget(int logSlots)
    {
        using CkksKit kit = KitFor(InsecureParameters, logSlots);
        using Bootstrapper bootstrapper = new(kit.Evaluator, logSlots);

        foreach (Level target in (Level[])[new(9), new(6), new(3)])
        {
            double[] message = Periodic(kit, logSlots, target.Value);
            using Ciphertext input = kit.Encrypt(message, new Level(4));
            using Ciphertext output = bootstrapper.Bootstrap(input, target, 1, TestContext.Current.CancellationToken);

            Assert.Equal(target, output.Level);
            Assert.Equal(kit.Parameters.DefaultScale(target), output.Scale);
            AssertWithinTheory(message, kit.Decrypt(output), 1);
        }

        // All but the two stages that pairs need besides.
        Assert.InRange(bootstrapper.ByteCount, bootstrapper.Plan.MatrixBytes / 2, bootstrapper.Plan.MatrixBytes - 1);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(0.125)]
    public void PrecisionIsRelativeToTheBound(double bound)
    {
        using CkksKit kit = KitFor(InsecureParameters, 9);
        using Bootstrapper bootstrapper = new(kit.Evaluator, 9);
        double[] message = Array.ConvertAll(kit.Message(3), value => bound * value);
        using Ciphertext input = kit.Encrypt(message, new Level(3));
        using Ciphertext output = bootstrapper.Bootstrap(input, new Level(9), bound, TestContext.Current.CancellationToken);

        AssertWithinTheory(message, kit.Decrypt(output), bound);
    }

    [Fact]
    public void ItsResultCanBeComputedWith()
    {
        using CkksKit kit = KitFor(InsecureParameters, 9);
        using Bootstrapper bootstrapper = new(kit.Evaluator, 9);
        double[] message = kit.Message(4);
        using Ciphertext input = kit.Encrypt(message, new Level(3));
        using Ciphertext output = bootstrapper.Bootstrap(input, new Level(5), 1, TestContext.Current.CancellationToken);
        using Ciphertext square = kit.Evaluator.SquareRelinearizeRescale(output);
        using Ciphertext again = bootstrapper.Bootstrap(square, new Level(9), 1, TestContext.Current.CancellationToken);

        Assert.Equal(kit.Parameters.DefaultScale(new Level(4)), square.Scale);
        Assert.InRange(InsecureClient.Bits(Array.ConvertAll(message, static value => value * value), kit.Decrypt(again)), Predicted.MinBits - 2, 60);
    }

    [Fact]
    public void NoneOfTwoHundredInARowIsOutsideThePredictedError()
    {
        using CkksKit kit = KitFor(InsecureParameters, 9);
        using Bootstrapper bootstrapper = new(kit.Evaluator, 9);
        double[] errors = new double[200];

        for (int i = 0; i < errors.Length; i++)
        {
            double[] message = kit.Message(100 + i);
            using Ciphertext input = kit.Encrypt(message, new Level(3));
            using Ciphertext output = bootstrapper.Bootstrap(input, new Level(4), 1, TestContext.Current.CancellationToken);
            double[] actual = kit.Decrypt(output);
            AssertWithinTheory(message, actual, 1);
            errors[i] = actual.Zip(message, static (x, y) => Math.Abs(x - y)).Average();
        }

        Assert.InRange(-Math.Log2(errors.Average()), Predicted.MeanBits - 0.7, Predicted.MeanBits + 0.7);
        Assert.InRange(-Math.Log2(errors.Average()), SineTheory.LeastBits(new BootstrappingLiteral(), LogN) + 1, 60);
    }

    // Few slots make a long trace: log2 of their share of N/2 rotations, before the first matrix.
    [Fact]
    public void TheTraceHonorsCancellation()
    {
        using CkksKit kit = KitFor(InsecureParameters, 1);
        using CancellationTokenSource source = new();
        WatchedKeys? watched = null;
        watched = new WatchedKeys(kit.Keys, lendsManyAtOnce: false, _ =>
        {
            if (watched!.Lent.Count > 0 && watched.Lent[^1] == KeyPurpose.FromEphemeral)
            {
                source.Cancel();
            }
        });
        using Bootstrapper bootstrapper = new(new Evaluator(kit.Parameters, watched, Workers.Sequential), 1);
        using Ciphertext input = kit.Encrypt(Periodic(kit, 1, 1), new Level(3));

        Assert.Throws<OperationCanceledException>(() => bootstrapper.Bootstrap(input, new Level(5), 1, source.Token));

        // The first rotation of the trace is the last of all.
        int raised = watched.Lent.ToList().LastIndexOf(KeyPurpose.FromEphemeral);
        Assert.Equal(raised + 2, watched.Lent.Count);
    }

    // A stage's plaintexts depend on the bound: each bootstrap finds its own, whatever the others do.
    [Fact]
    public void BootstrapsWithOtherBoundsAtOnceDoNotDisturbEachOther()
    {
        using CkksKit kit = KitFor(InsecureParameters, 9);
        using Bootstrapper bootstrapper = new(kit.Evaluator, 9);

        Parallel.For(0, 12, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            double bound = 1 << (i % 4);
            double[] message = Array.ConvertAll(kit.Message(i), value => bound * value);
            using Ciphertext input = kit.Encrypt(message, new Level(3));
            using Ciphertext output = bootstrapper.Bootstrap(input, new Level(4), bound, TestContext.Current.CancellationToken);

            AssertWithinTheory(message, kit.Decrypt(output), bound);
        });
    }

    [Fact]
    public void ADisposedOneSaysSo()
    {
        using CkksKit kit = KitFor(InsecureParameters, 5);
        Bootstrapper bootstrapper = new(kit.Evaluator, 5);
        using Ciphertext input = kit.Encrypt(kit.Message(1), new Level(3));
        bootstrapper.Dispose();
        bootstrapper.Dispose();

        Assert.Equal(nameof(Bootstrapper), Assert.Throws<ObjectDisposedException>(
            () => bootstrapper.Bootstrap(input, new Level(5), 1, TestContext.Current.CancellationToken)).ObjectName);
    }

    [Fact]
    public void ThreadsChangeNoBit()
    {
        using CkksKit kit = KitFor(InsecureParameters, 7);
        using Workers three = new(3);
        using Bootstrapper one = new(kit.Evaluator, 7), other = new(new Evaluator(kit.Parameters, kit.Keys, three), 7);
        using Ciphertext input = kit.Encrypt(Periodic(kit, 7, 5), new Level(3));
        using Ciphertext x = one.Bootstrap(input, new Level(7), 1, TestContext.Current.CancellationToken);
        using Ciphertext y = other.Bootstrap(input, new Level(7), 1, TestContext.Current.CancellationToken);

        Assert.Equal(kit.Decrypt(x), kit.Decrypt(y));
    }

    [Fact]
    public void KeysThatWereSentDoTheSame()
    {
        using CkksKit kit = KitFor(InsecureParameters, 6);
        using MemoryStream stream = new();
        EvaluationKeysSerializer.Write(stream, kit.Keys);
        stream.Position = 0;
        EvaluationKeyRequest request = Bootstrapper.RequiredKeys(new BootstrapPlan(kit.Parameters.Set, 6));
        using EvaluationKeys read = EvaluationKeysSerializer.Read(stream, kit.Parameters, Workers.Sequential, request);
        using Bootstrapper mine = new(kit.Evaluator, 6), theirs = new(new Evaluator(kit.Parameters, read, Workers.Sequential), 6);
        using Ciphertext input = kit.Encrypt(Periodic(kit, 6, 6), new Level(3));
        using Ciphertext x = mine.Bootstrap(input, new Level(5), 1, TestContext.Current.CancellationToken);
        using Ciphertext y = theirs.Bootstrap(input, new Level(5), 1, TestContext.Current.CancellationToken);

        Assert.Equal(kit.Decrypt(x), kit.Decrypt(y));
    }

    [Fact]
    public void KeysHaveThePredictedSize()
    {
        using CkksKit kit = KitFor(InsecureParameters, 5);
        EvaluationKeyRequest request = Bootstrapper.RequiredKeys(new BootstrapPlan(kit.Parameters.Set, 5));

        Assert.Equal(request.ByteCount(kit.Parameters), kit.Keys.ByteCount);
        Assert.Equal(request.All.Select(static need => need.Purpose), kit.Keys.All.Select(static key => key.Purpose));
        using MemoryStream stream = new();
        EvaluationKeysSerializer.Write(stream, kit.Keys);
        Assert.InRange(stream.Length - request.StoredByteCount(kit.Parameters), 0, 150);
    }

    [Fact]
    public void RefusesAnOperandThatIsTooLow()
    {
        using CkksKit kit = KitFor(InsecureParameters, 5);
        using Bootstrapper bootstrapper = new(kit.Evaluator, 5);
        using Ciphertext low = kit.Encrypt(kit.Message(1), new Level(2));

        Assert.Contains(
            "at level 2, and slots-to-coefficients needs 3",
            Assert.Throws<LevelMismatchException>(() => bootstrapper.Bootstrap(low, new Level(5), 1, TestContext.Current.CancellationToken)).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void RefusesABoundThatIsNone(double bound)
    {
        using CkksKit kit = KitFor(InsecureParameters, 5);
        using Bootstrapper bootstrapper = new(kit.Evaluator, 5);
        using Ciphertext input = kit.Encrypt(kit.Message(1), new Level(3));

        Assert.Throws<ArgumentOutOfRangeException>(() => bootstrapper.Bootstrap(input, new Level(5), bound, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void NamesTheKeyThatIsMissing()
    {
        using CkksKit kit = KitFor(InsecureParameters, 5);
        Evaluator without = new(kit.Parameters, EvaluationKeys.None(kit.Parameters), Workers.Sequential);
        using Bootstrapper bootstrapper = new(without, 5);
        using Ciphertext input = kit.Encrypt(kit.Message(1), new Level(3));

        Assert.Contains(
            "conjugation",
            Assert.Throws<MissingEvaluationKeyException>(() => bootstrapper.Bootstrap(input, new Level(5), 1, TestContext.Current.CancellationToken)).Message);
    }

    // Against the message itself, within an error that knows nothing of the polynomials in use; half a bit for slots where the
    // largest errors of several kinds meet.
    private static void AssertWithinTheory(double[] expected, double[] actual, double bound) =>
        Assert.InRange(InsecureClient.Bits(expected, actual) + Math.Log2(bound), SineTheory.LeastBits(new BootstrappingLiteral(), LogN) - 0.5, 60);
}
