using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Ring;

public sealed class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void EveryIndexRunsOnceAndWorkersAreNumbered(int threads)
    {
        using Workers workers = new(threads);

        for (int round = 0; round < 200; round++)
        {
            int[] hits = new int[round];
            int[] inside = new int[threads];

            workers.Run(hits.Length, (index, worker) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside[worker]));
                Interlocked.Increment(ref hits[index]);
                Interlocked.Decrement(ref inside[worker]);
            });

            Assert.All(hits, hit => Assert.Equal(1, hit));
        }
    }

    [Fact]
    public void TwoThreadsReallyTakePart()
    {
        using Workers workers = new(2);
        using Barrier barrier = new(2);

        // Each piece waits for the other: one thread alone would never get past the first.
        workers.Run(2, _ => Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(30))));
    }

    [Fact]
    public void NestedCallsRunOnTheSpot()
    {
        using Workers workers = new(3);
        int total = 0;

        workers.Run(6, _ => workers.Run(7, (_, worker) =>
        {
            Assert.Equal(0, worker);
            Interlocked.Increment(ref total);
        }));

        Assert.Equal(42, total);
    }

    [Fact]
    public void TheFirstExceptionArrivesAndTheWorkersSurvive()
    {
        using Workers workers = new(2);

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(
            () => workers.Run(1000, index => throw new InvalidOperationException($"piece {index}")));
        int count = 0;
        workers.Run(50, _ => Interlocked.Increment(ref count));

        Assert.StartsWith("piece ", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(50, count);
    }

    [Fact]
    public async Task CallersFromSeveralThreadsDoNotDisturbEachOther()
    {
        using Workers workers = new(2);

        Task<int>[] callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            int sum = 0;

            for (int round = 0; round < 100; round++)
            {
                workers.Run(10, index => Interlocked.Add(ref sum, index));
            }

            return sum;
        }))];

        Assert.All(await Task.WhenAll(callers), sum => Assert.Equal(4500, sum));
    }

    [Fact]
    public void SequentialKeepsTheOrder()
    {
        List<int> order = [];
        Workers.Sequential.Run(5, index => order.Add(index));

        Assert.Equal([0, 1, 2, 3, 4], order);
        Assert.Equal(1, Workers.Sequential.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Workers(0));
    }

    [Fact]
    public void OnePassOverLittleStaysWithTheCaller()
    {
        using Workers workers = new(2);
        RingContext ring = new(15, TestPrimes.Of(45, 15, 4));
        using RnsPolynomial little = new(ring, [0, 1, 2], isNtt: true), much = new(ring, [0, 1, 2, 3], isNtt: true);

        Assert.Same(Workers.Sequential, workers.ForOnePassOver(little));
        Assert.Same(workers, workers.ForOnePassOver(much));
    }
}
