using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Ring;

public sealed class LifetimeTests
{
    private int freed;

    [Fact]
    public async Task ClosingWaitsForThoseInsideAndLetsNobodyIn()
    {
        Lifetime lifetime = new("Thing", () => freed++);
        LifetimeUse use = lifetime.Enter();
        Task closing = Task.Run(lifetime.CloseAndWait);

        Assert.True(lifetime.Closing.WaitHandle.WaitOne(TimeSpan.FromMinutes(1)));
        Assert.Equal("Thing", Assert.Throws<ObjectDisposedException>(() => lifetime.Enter()).ObjectName);
        Assert.False(closing.IsCompleted);
        Assert.Equal(0, freed);
        use.Dispose();
        await closing;
        Assert.Equal(1, freed);
    }

    [Fact]
    public void TheLastUseFreesWhereNobodyWaits()
    {
        Lifetime lifetime = new("Thing", () => freed++);
        LifetimeUse first = lifetime.Enter(), second = lifetime.Enter();

        Assert.False(lifetime.Close());
        first.Dispose();
        Assert.Equal(0, freed);
        second.Dispose();
        Assert.Equal(1, freed);
    }

    [Fact]
    public void FromInsideClosingDoesNotWaitForItself()
    {
        Lifetime lifetime = new("Thing", () => freed++);

        using (lifetime.Enter())
        {
            lifetime.CloseAndWait();
            Assert.Equal(0, freed);
        }

        Assert.Equal(1, freed);
    }

    [Fact]
    public void ItIsFreedOnceHoweverOftenItIsClosed()
    {
        Lifetime lifetime = new("Thing", () => freed++);

        Parallel.For(0, 20, _ => lifetime.CloseAndWait());

        Assert.Equal(1, freed);
    }

    [Fact]
    public void ManyThreadsSeeItAliveOrNotAtAll()
    {
        bool alive = true;
        Lifetime lifetime = new("Thing", () => Volatile.Write(ref alive, false));
        int refused = 0, used = 0;

        Parallel.For(0, 2000, i =>
        {
            try
            {
                using LifetimeUse use = lifetime.Enter();
                Assert.True(Volatile.Read(ref alive));
                Thread.Yield();
                Assert.True(Volatile.Read(ref alive));
                Interlocked.Increment(ref used);
            }
            catch (ObjectDisposedException)
            {
                Interlocked.Increment(ref refused);
            }

            if (i == 1000)
            {
                lifetime.CloseAndWait();
            }
        });

        // How many come too late depends on the threads; whoever comes now does.
        Assert.Equal(2000, refused + used);
        Assert.False(alive);
        Assert.Throws<ObjectDisposedException>(() => lifetime.Enter());
    }
}
