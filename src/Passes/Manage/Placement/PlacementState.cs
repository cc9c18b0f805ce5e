namespace PowerSoftmax.Passes.Manage.Placement;

/// <summary>A decision for every value processed so far, reduced to what the rest of the circuit sees of it.</summary>
/// <param name="Needs">Levels that are asked of the values waiting to be processed, by place; 0 where none waits.</param>
/// <param name="Cost">Nanoseconds so far.</param>
/// <param name="Last">The bootstraps decided so far, last one first.</param>
internal sealed record PlacementState(byte[] Needs, long Cost, PlacementState.Bootstrap? Last)
{
    /// <summary>Whether no level asked here is above the other state's; when it costs no more either, the other is of no use.</summary>
    public bool AsksNoMoreThan(PlacementState other)
    {
        byte[] mine = Needs;
        byte[] others = other.Needs;
        for (int place = 0; place < mine.Length; place++)
        {
            if (mine[place] > others[place])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A bootstrapped value and those decided before it.</summary>
    internal sealed record Bootstrap(int Value, Bootstrap? Before);
}
