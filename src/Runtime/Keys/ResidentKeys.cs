using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Keys;

/// <summary>Which keys are in memory, within a budget, and which of them goes next. Not thread-safe.</summary>
internal sealed class ResidentKeys(KeyPlan plan, Func<KeyPurpose, long> byteCount, long maxBytes)
{
    private readonly Dictionary<KeyPurpose, ResidentKey> residents = [];
    private int loads;
    private long bytes;
    private long peak;

    /// <summary>What was given room so far.</summary>
    public KeySchedule Schedule => new(loads, peak);

    /// <summary>The resident key; null when it has no room.</summary>
    public ResidentKey? Find(KeyPurpose purpose) => residents.GetValueOrDefault(purpose);

    /// <summary>Gives a key room, dropping others that nobody holds; fails when those that are held leave too little.</summary>
    /// <param name="purpose">A key without room.</param>
    /// <param name="position">Where the plan stands.</param>
    /// <returns>The room, leased once and not yet loaded; null when there is none.</returns>
    public ResidentKey? TryAdd(KeyPurpose purpose, int position)
    {
        long needed = byteCount(purpose);

        while (bytes > maxBytes - needed)
        {
            KeyPurpose[] idle = [.. residents.Where(static pair => pair.Value.Leases == 0).Select(static pair => pair.Key)];

            if (idle.Length == 0)
            {
                return null;
            }

            Drop(plan.Farthest(idle, position));
        }

        ResidentKey added = new() { Leases = 1 };
        residents.Add(purpose, added);
        bytes += needed;
        peak = Math.Max(peak, bytes);
        loads++;

        return added;
    }

    public void Drop(KeyPurpose purpose)
    {
        if (residents.Remove(purpose, out ResidentKey? dropped))
        {
            dropped.Key?.Dispose();
            bytes -= byteCount(purpose);
        }
    }

    /// <summary>Drops every key that nobody holds.</summary>
    public void DropIdle()
    {
        foreach (KeyPurpose purpose in residents.Where(static pair => pair.Value.Leases == 0).Select(static pair => pair.Key).ToArray())
        {
            Drop(purpose);
        }
    }
}
