namespace PowerSoftmax.Passes.Manage.Placement;

/// <summary>Keeps the states that may still lead to the least cost: those that no cheaper one dominates, up to a number.</summary>
/// <param name="width">Most states kept; with fewer candidates than that nothing is lost.</param>
/// <param name="levelPrice">Nanoseconds that a level is worth, for comparing states when there are too many.</param>
internal sealed class PlacementBeam(int width, long levelPrice)
{
    /// <summary>Whether states were dropped for their number alone.</summary>
    public bool HasDropped { get; private set; }

    public List<PlacementState> Keep(List<PlacementState> candidates)
    {
        candidates.Sort(Compare);
        List<PlacementState> kept = [];
        foreach (PlacementState candidate in candidates)
        {
            if (!kept.Exists(state => state.AsksNoMoreThan(candidate)))
            {
                kept.Add(candidate);
            }
        }

        if (kept.Count <= width)
        {
            return kept;
        }

        HasDropped = true;
        return [.. kept.OrderBy(Estimate).Take(width).OrderBy(static state => state, Comparer<PlacementState>.Create(Compare))];
    }

    /// <summary>A bootstrap at the next narrow cut pays for the levels asked there, however many values ask for them.</summary>
    private long Estimate(PlacementState state) => state.Cost + (levelPrice * (state.Needs.Length == 0 ? 0 : state.Needs.Max()));

    private static int Compare(PlacementState left, PlacementState right)
    {
        int byCost = left.Cost.CompareTo(right.Cost);
        return byCost != 0 ? byCost : left.Needs.AsSpan().SequenceCompareTo(right.Needs);
    }
}
