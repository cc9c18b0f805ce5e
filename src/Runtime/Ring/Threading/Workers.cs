namespace PowerSoftmax.Runtime.Ring;

/// <summary>A fixed set of threads for <see cref="IWorkers"/>. The caller works too; the others sleep between calls.</summary>
/// <remarks>
/// The threads are background threads of this object, not of the thread pool. They block after a short spin: on a machine
/// with more work than cores, spinning takes the time of the thread one waits for.
/// </remarks>
public sealed class Workers : IWorkers, IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly Thread[] threads;
    private WorkerJob? current;
    private volatile bool stopping;

    /// <param name="count">Threads that take part, the caller's included; 1 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside that range.</exception>
    public Workers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 64);

        Count = count;
        threads = new Thread[count - 1];

        for (int i = 0; i < threads.Length; i++)
        {
            int worker = i + 1;
            threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"PowerSoftmax worker {worker}" };
            threads[i].Start();
        }
    }

    /// <summary>One thread: the caller's.</summary>
    public static IWorkers Sequential { get; } = new SequentialWorkers();

    public int Count { get; }

    public void Run(int count, Action<int, int> body)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        // A busy gate means a call from inside a body, or from another thread: both are served best on the spot.
        if (count < 2 || threads.Length == 0 || gate.IsHeldByCurrentThread || !gate.TryEnter())
        {
            Sequential.Run(count, body);

            return;
        }

        try
        {
            RunTogether(count, body);
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>Ends the threads. No call may be in progress.</summary>
    public void Dispose()
    {
        if (stopping)
        {
            return;
        }

        stopping = true;
        wake.Release(Math.Max(1, threads.Length));

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        wake.Dispose();
    }

    private void RunTogether(int count, Action<int, int> body)
    {
        ObjectDisposedException.ThrowIf(stopping, this);

        WorkerJob job = new(count, body);
        Volatile.Write(ref current, job);
        wake.Release(Math.Min(threads.Length, count - 1));

        job.Work(worker: 0);
        job.CloseAndWait();
        Volatile.Write(ref current, null);
        job.ThrowIfFailed();
    }

    private void Serve(int worker)
    {
        while (true)
        {
            wake.Wait();

            if (stopping)
            {
                return;
            }

            WorkerJob? job = Volatile.Read(ref current);

            if (job is not null && job.TryJoin())
            {
                job.Work(worker);
                job.Leave();
            }
        }
    }
}
