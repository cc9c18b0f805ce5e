namespace PowerSoftmax.Runtime.Ring;

/// <summary>A fixed set of threads for <see cref="IWorkers"/>. The caller works too; the others sleep between calls. Thread-safe.</summary>
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
    private bool stopping;

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
        ObjectDisposedException.ThrowIf(Volatile.Read(ref stopping), this);

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

    /// <summary>Waits for a call in progress and ends the threads; from inside a body it tells them to end and does not wait.</summary>
    public void Dispose()
    {
        if (IsInside())
        {
            Stop();

            return;
        }

        gate.Enter();

        try
        {
            Stop();

            foreach (Thread thread in threads)
            {
                thread.Join();
            }
        }
        finally
        {
            gate.Exit();
        }
    }

    // One of the threads, or one that runs a body as a caller.
    private bool IsInside() => gate.IsHeldByCurrentThread || Array.IndexOf(threads, Thread.CurrentThread) >= 0;

    private void Stop()
    {
        if (!Interlocked.Exchange(ref stopping, true))
        {
            wake.Release(Math.Max(1, threads.Length));
        }
    }

    private void RunTogether(int count, Action<int, int> body)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref stopping), this);

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

            if (Volatile.Read(ref stopping))
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
