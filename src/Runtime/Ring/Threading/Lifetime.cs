namespace PowerSoftmax.Runtime.Ring;

/// <summary>Who uses an object just now: what it holds is freed when it is closed and nobody uses it any more. Thread-safe.</summary>
/// <remarks>Entering costs a lock: for whole operations, not for their pieces. Uses may be nested and may be left on another thread.</remarks>
/// <param name="owner">Type name for <see cref="ObjectDisposedException"/>.</param>
/// <param name="free">Called once, after the last use. Must not throw.</param>
internal sealed class Lifetime(string owner, Action free)
{
    private readonly object gate = new();
    private readonly CancellationTokenSource closing = new();
    private readonly List<int> threads = [];
    private bool closed;
    private bool freeing;
    private bool freed;

    /// <summary>Canceled as soon as the object is being closed: a use that takes long ends early.</summary>
    public CancellationToken Closing => closing.Token;

    public bool IsClosed
    {
        get
        {
            lock (gate)
            {
                return closed;
            }
        }
    }

    /// <summary>Begins a use; dispose it at its end.</summary>
    /// <exception cref="ObjectDisposedException">The object was closed.</exception>
    public LifetimeUse Enter()
    {
        lock (gate)
        {
            ThrowIfClosed();
            threads.Add(Environment.CurrentManagedThreadId);
        }

        return new LifetimeUse(this, Environment.CurrentManagedThreadId);
    }

    /// <exception cref="ObjectDisposedException">The object was closed.</exception>
    public void ThrowIfClosed()
    {
        if (IsClosed)
        {
            throw new ObjectDisposedException(owner);
        }
    }

    /// <summary>Lets nobody in any more, tells those inside, waits for them, and frees. A second call waits and does nothing.</summary>
    /// <remarks>From inside a use it does not wait for itself: then the last use to end frees.</remarks>
    public void CloseAndWait()
    {
        if (Close())
        {
            return;
        }

        lock (gate)
        {
            while (!freed && !threads.Contains(Environment.CurrentManagedThreadId))
            {
                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>The same without waiting: the last use to end frees.</summary>
    /// <returns>Whether it was freed here.</returns>
    public bool Close()
    {
        lock (gate)
        {
            closed = true;
        }

        closing.Cancel();

        return FreeIfUnused();
    }

    internal void Leave(int thread)
    {
        lock (gate)
        {
            threads.Remove(thread);
        }

        FreeIfUnused();
    }

    private bool FreeIfUnused()
    {
        lock (gate)
        {
            if (!closed || freeing || threads.Count > 0)
            {
                return false;
            }

            freeing = true;
        }

        try
        {
            free();
        }
        finally
        {
            lock (gate)
            {
                freed = true;
                Monitor.PulseAll(gate);
            }
        }

        return true;
    }
}
