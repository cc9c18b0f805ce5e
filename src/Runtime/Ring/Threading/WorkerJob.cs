using System.Runtime.ExceptionServices;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>One call of <see cref="Workers.Run"/>: hands out indices, counts who takes part, keeps the first exception.</summary>
internal sealed class WorkerJob(int count, Action<int, int> body)
{
    private const int Closed = int.MinValue;

    private readonly ManualResetEventSlim done = new(false, spinCount: 200);
    private int next;
    private int helpers;
    private ExceptionDispatchInfo? failure;

    /// <summary>Takes part unless the job is closed: a thread that wakes late must not delay the caller.</summary>
    public bool TryJoin()
    {
        int seen = Volatile.Read(ref helpers);

        while (seen >= 0)
        {
            int before = Interlocked.CompareExchange(ref helpers, seen + 1, seen);

            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>Does pieces until none is left.</summary>
    public void Work(int worker)
    {
        try
        {
            for (int index = Take(); index < count; index = Take())
            {
                body(index, worker);
            }
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            Volatile.Write(ref next, count);
        }
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref helpers) == Closed)
        {
            done.Set();
        }
    }

    /// <summary>Lets nobody in any more and waits for those inside.</summary>
    public void CloseAndWait()
    {
        if (Interlocked.Add(ref helpers, Closed) != Closed)
        {
            done.Wait();
        }
    }

    public void ThrowIfFailed() => failure?.Throw();

    // A plain increment could pass the largest integer after a failure; the bound keeps it near the count.
    private int Take() => Volatile.Read(ref next) >= count ? count : Interlocked.Increment(ref next) - 1;
}
