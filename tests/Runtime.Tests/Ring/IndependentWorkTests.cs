using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Ring;

public sealed class IndependentWorkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<int, WorkDivision> Ways => new(
        from threads in new[] { 1, 2, 3 } from division in Enum.GetValues<WorkDivision>() select (threads, division));

    [Theory]
    [MemberData(nameof(Ways))]
    public void ResultsComeInOrderAndNeverTooManyAtOnce(int threads, WorkDivision division)
    {
        using Workers workers = new(threads);
        IndependentWork work = new(workers, division);
        int caller = Environment.CurrentManagedThreadId;

        for (int count = 0; count < 20; count++)
        {
            Ledger ledger = new();
            List<int> order = [];
            work.Run(count, ledger.Make, (index, result) =>
            {
                using (result)
                {
                    Assert.Equal(index, result.Index);
                    Assert.Equal(caller, Environment.CurrentManagedThreadId);
                    order.Add(index);
                }
            });

            Assert.Equal(Enumerable.Range(0, count), order);
            Assert.Equal(0, ledger.Alive);
            Assert.InRange(ledger.MostAlive, Math.Min(1, count), work.AtOnce);
        }

        Assert.Equal(division == WorkDivision.OverItems ? threads : 1, work.AtOnce);
    }

    [Fact]
    public void ItemsReallyRunTogether()
    {
        using Workers workers = new(2);
        using Barrier barrier = new(2);
        Ledger ledger = new();

        new IndependentWork(workers, WorkDivision.OverItems).Run(4, Meet, (_, result) => result.Dispose());

        Assert.Equal(0, ledger.Alive);

        Item Meet(int index)
        {
            Assert.True(barrier.SignalAndWait(Patience));
            return ledger.Make(index);
        }
    }

    [Theory]
    [InlineData(WorkDivision.OverPrimes, 3)]
    [InlineData(WorkDivision.OverItems, 1)]
    public void ItemsWithAllThreadsToThemselvesAreSplit(WorkDivision division, int count)
    {
        using Workers workers = new(2);
        using Barrier barrier = new(2);

        // Each half of an item waits for the other half.
        Item[] results = new IndependentWork(workers, division).Collect(count, index =>
        {
            workers.Run(2, _ => Assert.True(barrier.SignalAndWait(Patience)));
            return new Ledger().Make(index);
        });

        Assert.Equal(count, results.Length);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void NestedWorkIsDoneOnTheSpot(int threads, WorkDivision division)
    {
        using Workers workers = new(threads);
        IndependentWork work = new(workers, division);
        Ledger ledger = new();

        Item[] outer = work.Collect(5, i =>
        {
            Item[] inner = work.Collect(4, j => ledger.Make(j));
            Assert.Equal([0, 1, 2, 3], inner.Select(static item => item.Index));
            Array.ForEach(inner, static item => item.Dispose());
            return ledger.Make(i);
        });

        Assert.Equal([0, 1, 2, 3, 4], outer.Select(static item => item.Index));
        Assert.Equal(5, ledger.Alive);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void AFailedItemStopsTheOthersAndLeavesNothingBehind(int threads, WorkDivision division)
    {
        using Workers workers = new(threads);
        IndependentWork work = new(workers, division);

        for (int bad = 0; bad < 7; bad++)
        {
            Ledger ledger = new();
            InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => work.Collect(
                7, index => index == bad ? throw new InvalidOperationException($"item {index}") : ledger.Make(index)));

            Assert.Equal($"item {bad}", error.Message);
            Assert.Equal(0, ledger.Alive);
            Assert.InRange(ledger.Made, bad - threads + 1, bad + threads - 1);
        }

        work.Run(3, new Ledger().Make, static (_, result) => result.Dispose());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void AFailedConsumerLeavesNothingBehind(int threads, WorkDivision division)
    {
        using Workers workers = new(threads);
        Ledger ledger = new();

        Assert.Throws<OperationCanceledException>(() => new IndependentWork(workers, division).Run(6, ledger.Make, (index, result) =>
        {
            result.Dispose();
            new CancellationToken(canceled: index == 3).ThrowIfCancellationRequested();
        }));

        Assert.Equal(0, ledger.Alive);
        Assert.Equal(division == WorkDivision.OverPrimes || threads != 3 ? 4 : 6, ledger.Made);
    }

    [Fact]
    public void SmallItemsGoOneAThread()
    {
        Assert.Equal(WorkDivision.OverItems, IndependentWork.DivisionFor(8L << 15));
        Assert.Equal(WorkDivision.OverPrimes, IndependentWork.DivisionFor(9L << 15));
    }

    private sealed record Item(int Index, Action Disposed) : IDisposable
    {
        public void Dispose() => Disposed();
    }

    /// <summary>Counts what was made and not yet disposed.</summary>
    private sealed class Ledger
    {
        private readonly Lock gate = new();

        public int Alive { get; private set; }

        public int MostAlive { get; private set; }

        public int Made { get; private set; }

        public Item Make(int index)
        {
            lock (gate)
            {
                Made++;
                Alive++;
                MostAlive = Math.Max(MostAlive, Alive);
            }

            return new Item(index, Free);
        }

        private void Free()
        {
            lock (gate)
            {
                Alive--;
            }
        }
    }
}
