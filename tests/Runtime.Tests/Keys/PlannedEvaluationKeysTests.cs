using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Serialization;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Keys;

public sealed class PlannedEvaluationKeysTests : IDisposable
{
    private readonly Circuit circuit = InsecureCircuit.Create();
    private readonly InsecureClient client;
    private readonly EvaluationKeys resident;
    private readonly KeyFolder folder = new();
    private readonly KeyDirectory directory;
    private readonly Ciphertext input;

    public PlannedEvaluationKeysTests()
    {
        client = new InsecureClient(circuit.Parameters);
        resident = client.Keys(circuit.RequiredKeys);
        directory = folder.Write(circuit.Parameters, resident);
        input = client.Encrypt(DiagonalMatrixTests.Slots(circuit.Parameters.SlotCount), new Level(6));
    }

    private long Largest => circuit.RequiredKeys.All.Max(need => EvaluationKey.ByteCountAt(circuit.Parameters, need.MaxLevel));

    public void Dispose()
    {
        input.Dispose();
        resident.Dispose();
        client.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.5)]
    [InlineData(3.2)]
    [InlineData(100)]
    public void GivesTheSameCiphertextsWithTheLoadsOfThePlanWithinTheBudget(double largestKeys)
    {
        long budget = (long)(largestKeys * Largest);
        byte[] expected = Evaluate(resident);

        for (int evaluations = 1; evaluations <= 3; evaluations++)
        {
            using PlannedEvaluationKeys planned = Planned(budget);
            for (int i = 0; i < evaluations; i++)
            {
                Assert.Equal(expected, Evaluate(planned));
            }

            Assert.Equal(circuit.KeyPlan.Predict(MemoryOf, budget, evaluations), planned.Schedule);
            Assert.InRange(planned.Schedule.PeakBytes, Largest, Math.Min(budget, directory.ByteCount));
        }
    }

    [Fact]
    public void SmallerBudgetsLoadMoreOften()
    {
        int[] loads = [.. new[] { 1.0, 2, 4, 100 }.Select(keys => circuit.KeyPlan.Predict(MemoryOf, (long)(keys * Largest)).Loads)];

        Assert.Equal(loads.OrderDescending(), loads);
        Assert.True(loads[0] > loads[^1], "the circuit uses no key twice");
        Assert.Equal(directory.Keys.Count, loads[^1]);
    }

    [Fact]
    public void WithoutABudgetEveryKeyIsLoadedOnceForManyEvaluations()
    {
        using PlannedEvaluationKeys planned = Planned(null);
        Evaluate(planned);
        Evaluate(planned);

        Assert.Equal(new KeySchedule(directory.Keys.Count, directory.ByteCount), planned.Schedule);
    }

    [Fact]
    public void ABudgetThatHoldsNoOperationNamesTheLeastOne()
    {
        KeyBudgetException error = Assert.Throws<KeyBudgetException>(() => Planned(Largest - 1));

        Assert.Equal(Largest, error.LeastBytes);
        Assert.Contains($"Allow at least {Largest} bytes", error.Message);
        Planned(error.LeastBytes).Dispose();
    }

    [Fact]
    public void AnInterruptedEvaluationLeavesTheNextOneRight()
    {
        byte[] expected = Evaluate(resident);
        using PlannedEvaluationKeys planned = Planned(2 * Largest);
        using (planned.Rent(circuit.KeyPlan.Uses[0].Purpose, new Level(1)))
        {
        }

        Assert.Equal(expected, Evaluate(planned));
        Assert.InRange(planned.Schedule.PeakBytes, 1, 2 * Largest);
    }

    [Fact]
    public async Task ManyThreadsShareABudgetOfOneKey()
    {
        byte[] expected = Evaluate(resident);
        using PlannedEvaluationKeys planned = Planned(Largest);

        byte[][] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Evaluate(planned))));

        Assert.All(results, result => Assert.Equal(expected, result));
        Assert.InRange(planned.Schedule.PeakBytes, 1, Largest);
    }

    [Fact]
    public async Task AKeyThatIsLentStaysAndTheNextOneWaits()
    {
        using PlannedEvaluationKeys planned = Planned(Largest);
        KeyPurpose[] two = [.. circuit.KeyPlan.Purposes.Order().Take(2)];
        EvaluationKeyLease first = planned.Rent(two[0], new Level(0));
        Task<EvaluationKeyLease> second = Task.Run(() => planned.Rent(two[1], new Level(0)));

        // Until it waits it has not asked, and says nothing.
        Assert.True(SpinWait.SpinUntil(() => planned.WaitingCount == 1 || second.IsCompleted, TimeSpan.FromMinutes(1)));
        byte[] held = KeyFolder.BytesOf(first.Key);
        Assert.False(second.IsCompleted);
        first.Dispose();
        using EvaluationKeyLease lease = await second;

        Assert.Equal(KeyFolder.BytesOf(resident.For(KeyPurpose.Relinearization, new Level(0))), held);
        Assert.Equal(two[1], new KeyPurpose(lease.Key.Element));
        Assert.Equal(0, planned.WaitingCount);
    }

    [Fact]
    public async Task WhoWaitsForAKeyLearnsOfTheDisposal()
    {
        PlannedEvaluationKeys planned = Planned(Largest);
        KeyPurpose[] two = [.. circuit.KeyPlan.Purposes.Order().Take(2)];
        using EvaluationKeyLease first = planned.Rent(two[0], new Level(0));
        Task<EvaluationKeyLease> second = Task.Run(() => planned.Rent(two[1], new Level(0)));
        Assert.True(SpinWait.SpinUntil(() => planned.WaitingCount == 1 || second.IsCompleted, TimeSpan.FromMinutes(1)));

        planned.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => second);
    }

    [Fact]
    public void AKeyThatIsLentOutlivesTheServer()
    {
        PlannedEvaluationKeys planned = Planned(null);
        using EvaluationKeyLease lease = planned.Rent(KeyPurpose.Relinearization, new Level(1));
        planned.Dispose();

        Assert.Equal(KeyFolder.BytesOf(resident.Relinearization!), KeyFolder.BytesOf(lease.Key));
        Assert.Throws<ObjectDisposedException>(() => planned.Rent(KeyPurpose.Relinearization, new Level(1)));
        lease.Dispose();
        lease.Dispose();
    }

    [Fact]
    public void AKeyThatCannotBeLoadedLeavesItsRoom()
    {
        string file = folder.PathOf(directory.Find(KeyPurpose.Relinearization)!.FileName);
        byte[] bytes = File.ReadAllBytes(file);
        File.Delete(file);
        using PlannedEvaluationKeys planned = Planned(Largest);

        Assert.Contains("missing", Assert.Throws<InvalidKeyDirectoryException>(() => planned.Rent(KeyPurpose.Relinearization, new Level(1))).Message);
        File.WriteAllBytes(file, bytes);
        planned.Rent(KeyPurpose.Relinearization, new Level(1)).Dispose();
    }

    [Fact]
    public void AKeyThatIsNotThereIsFoundBeforeTheEvaluation()
    {
        using KeyFolder fewer = new();
        using EvaluationKeys keys = client.Keys(new EvaluationKeyRequest(new Level(1), circuit.RequiredKeys.Galois));
        using PlannedEvaluationKeys planned = new(fewer.Write(circuit.Parameters, keys), circuit.KeyPlan, Workers.Sequential);

        Assert.Contains("reaches level 1", Assert.Throws<MissingEvaluationKeyException>(() => planned.Require(circuit.RequiredKeys)).Message);
        Assert.Contains("reaches level 1", Assert.Throws<MissingEvaluationKeyException>(() => planned.Rent(KeyPurpose.Relinearization, new Level(5))).Message);
        Assert.Contains("is missing", Assert.Throws<MissingEvaluationKeyException>(() => planned.Rent(new KeyPurpose(new GaloisElement(5)), new Level(0))).Message);
    }

    private PlannedEvaluationKeys Planned(long? budget) => new(directory, circuit.KeyPlan, Workers.Sequential, budget);

    private long MemoryOf(KeyPurpose purpose) => EvaluationKey.ByteCountAt(circuit.Parameters, directory.Find(purpose)!.MaxLevel);

    private byte[] Evaluate(IEvaluationKeySource keys)
    {
        using CircuitEngine engine = new(circuit, keys, Workers.Sequential, 0);
        using CircuitSession session = new(engine, [input]);
        CircuitRunner.Run(session);
        using Ciphertext output = session.Outputs[0]!;
        using MemoryStream stream = new();
        CiphertextSerializer.Write(stream, output);
        return stream.ToArray();
    }
}
