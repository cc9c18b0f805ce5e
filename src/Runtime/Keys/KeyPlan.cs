using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Keys;

/// <summary>In which order a circuit uses its evaluation keys, and what follows for keeping some of them. Pure, immutable.</summary>
/// <remarks>
/// Evaluations follow one another, so the order is a circle: after its last use a key is needed again at its first use in the next
/// evaluation. Where room is needed, the key goes whose next use is farthest: the fewest loads that any choice can reach for keys of
/// one size. L. A. Belady, "A study of replacement algorithms for a virtual-storage computer", IBM Systems Journal 5 (1966).
/// </remarks>
public sealed class KeyPlan
{
    private readonly Dictionary<KeyPurpose, int[]> positions;

    /// <param name="uses">One for each key switch, in the order of execution.</param>
    public KeyPlan(IEnumerable<KeyUse> uses)
    {
        Uses = [.. uses];
        positions = Uses.Select(static (use, position) => (use.Purpose, position))
            .GroupBy(static entry => entry.Purpose, static entry => entry.position)
            .ToDictionary(static group => group.Key, static group => group.ToArray());
    }

    public IReadOnlyList<KeyUse> Uses { get; }

    /// <summary>Every key that is used, in no order.</summary>
    public IReadOnlyCollection<KeyPurpose> Purposes => positions.Keys;

    /// <summary>Loads and memory of evaluations one after the other, beginning with no key in memory.</summary>
    /// <param name="byteCount">Memory of each key.</param>
    /// <param name="maxBytes">At least that of the largest key.</param>
    /// <param name="evaluations">How many.</param>
    public KeySchedule Predict(Func<KeyPurpose, long> byteCount, long maxBytes, int evaluations = 1)
    {
        HashSet<KeyPurpose> resident = [];
        KeySchedule schedule = default;
        long bytes = 0;

        for (int i = 0; i < evaluations * Uses.Count; i++)
        {
            int position = i % Uses.Count;
            KeyPurpose wanted = Uses[position].Purpose;

            if (resident.Contains(wanted))
            {
                continue;
            }

            while (bytes + byteCount(wanted) > maxBytes && resident.Count > 0)
            {
                KeyPurpose dropped = Farthest(resident, position);
                resident.Remove(dropped);
                bytes -= byteCount(dropped);
            }

            resident.Add(wanted);
            bytes += byteCount(wanted);
            schedule = new KeySchedule(schedule.Loads + 1, Math.Max(schedule.PeakBytes, bytes));
        }

        return schedule;
    }

    /// <summary>The position of the next use of a key, the given one included; the given one when it is never used.</summary>
    internal int PositionOf(KeyPurpose purpose, int from) => Uses.Count == 0 || !positions.ContainsKey(purpose)
        ? from
        : (from + Distance(purpose, from)) % Uses.Count;

    /// <summary>The key whose next use after a position is farthest.</summary>
    internal KeyPurpose Farthest(IEnumerable<KeyPurpose> candidates, int position) =>
        candidates.MaxBy(candidate => positions.ContainsKey(candidate) ? Distance(candidate, position + 1) : int.MaxValue);

    // Uses from a position on, around the circle.
    private int Distance(KeyPurpose purpose, int from)
    {
        int[] all = positions[purpose];
        int start = from % Uses.Count;
        int found = Array.BinarySearch(all, start);
        int index = found >= 0 ? found : ~found;

        return index < all.Length ? all[index] - start : all[0] + Uses.Count - start;
    }
}
