using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Keys;

/// <summary>Lends the keys of a directory: loads each at its first use and drops those whose next use is farthest when memory runs out.</summary>
/// <remarks>
/// The memory of keys, loading ones included, never exceeds the budget. Keys that are lent stay: when they leave no room, lending waits
/// for one of them to come back. Several evaluations at once share keys and budget; the plan then follows whichever asked last, so
/// they may load more than the plan of one says, and get the same results. Thread-safe.
/// </remarks>
public sealed class PlannedEvaluationKeys : IEvaluationKeySource, IDisposable
{
    private readonly object gate = new();
    private readonly KeyDirectory directory;
    private readonly KeyPlan plan;
    private readonly IWorkers workers;
    private readonly ResidentKeys residents;
    private int position;
    private int waiting;
    private bool disposed;

    /// <param name="directory">Where the keys are.</param>
    /// <param name="plan">The order in which the circuit uses them.</param>
    /// <param name="workers">Who expands the seeded halves; stay the caller's.</param>
    /// <param name="maxBytes">Memory for keys; null for as much as they take.</param>
    /// <exception cref="KeyBudgetException">The budget does not hold the plan's largest key.</exception>
    public PlannedEvaluationKeys(KeyDirectory directory, KeyPlan plan, IWorkers workers, long? maxBytes = null)
    {
        this.directory = directory;
        this.plan = plan;
        this.workers = workers;
        MaxBytes = maxBytes ?? long.MaxValue;
        CheckBudget();
        residents = new ResidentKeys(plan, purpose => directory.MemoryOf(directory.Find(purpose)!), MaxBytes);
    }

    public RlweParameters Parameters => directory.Parameters;

    /// <inheritdoc/>
    public DataIdentity Identity => directory.Identity;

    /// <summary>Most memory that keys may take.</summary>
    public long MaxBytes { get; }

    /// <inheritdoc/>
    public bool LendsManyAtOnce => MaxBytes == long.MaxValue;

    /// <summary>What was loaded so far, and the most memory keys took.</summary>
    public KeySchedule Schedule
    {
        get
        {
            lock (gate)
            {
                return residents.Schedule;
            }
        }
    }

    /// <summary>Calls that wait for a lease to come back, or for a key that another thread loads.</summary>
    internal int WaitingCount => Volatile.Read(ref waiting);

    /// <inheritdoc/>
    public void Require(EvaluationKeyRequest request) => directory.Require(request);

    /// <inheritdoc/>
    /// <exception cref="InvalidKeyDirectoryException">The key's file is missing or damaged.</exception>
    /// <exception cref="ObjectDisposedException">The server was disposed.</exception>
    public EvaluationKeyLease Rent(KeyPurpose purpose, Level level)
    {
        KeyEntry? entry = directory.Find(purpose);

        if (entry is null || entry.MaxLevel < level)
        {
            throw new MissingEvaluationKeyException(purpose.Describe(Parameters.LogN), level, entry?.MaxLevel);
        }

        (ResidentKey resident, bool mustLoad) = Reserve(purpose);

        if (mustLoad)
        {
            Load(entry, resident);
        }

        return new EvaluationKeyLease(resident.Key!, () => GiveBack(resident));
    }

    /// <summary>Frees the keys; one that is lent when its lease comes back.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            residents.DropIdle();
            Monitor.PulseAll(gate);
        }
    }

    // One lease of a key that is there, or room for one that the caller must load.
    private (ResidentKey Resident, bool MustLoad) Reserve(KeyPurpose purpose)
    {
        lock (gate)
        {
            int at = plan.PositionOf(purpose, position);

            while (true)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                ResidentKey? known = residents.Find(purpose);

                if (known?.Key is not null)
                {
                    position = at + 1;
                    known.Leases++;

                    return (known, false);
                }

                if (known is null && residents.TryAdd(purpose, at) is ResidentKey added)
                {
                    position = at + 1;

                    return (added, true);
                }

                // Another thread loads this key, or holds what takes its room.
                waiting++;
                Monitor.Wait(gate);
                waiting--;
            }
        }
    }

    // Outside of the lock: evaluations that have their keys go on.
    private void Load(KeyEntry entry, ResidentKey resident)
    {
        EvaluationKey? key = null;

        try
        {
            key = directory.Load(entry, workers);
        }
        finally
        {
            lock (gate)
            {
                resident.Key = key;

                if (key is null)
                {
                    residents.Drop(entry.Purpose);
                }

                Monitor.PulseAll(gate);
            }
        }
    }

    private void GiveBack(ResidentKey resident)
    {
        lock (gate)
        {
            resident.Leases--;

            if (disposed)
            {
                residents.DropIdle();
            }

            Monitor.PulseAll(gate);
        }
    }

    private void CheckBudget()
    {
        KeyEntry? largest = plan.Purposes.Select(directory.Find).OfType<KeyEntry>().MaxBy(directory.MemoryOf);

        if (largest is not null && directory.MemoryOf(largest) > MaxBytes)
        {
            string purpose = largest.Purpose.Describe(Parameters.LogN);
            long least = directory.MemoryOf(largest);

            throw new KeyBudgetException(MaxBytes, least, $"one operation needs the key for {purpose} at level {largest.MaxLevel}, which takes {least}");
        }
    }
}
