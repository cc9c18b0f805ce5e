namespace PowerSoftmax.Passes.Approximate.Fitting;

/// <summary>Chooses the next reference among alternating extremes.</summary>
internal static class ReferenceChoice
{
    /// <summary>Drops the smallest extremes until <paramref name="count"/> are left, keeping alternation and the largest.</summary>
    public static double[] Select(List<ErrorExtreme> extremes, int count)
    {
        List<ErrorExtreme> kept = [.. extremes];

        while (kept.Count > count)
        {
            int smallest = kept.Count == count + 1 ? SmallerEnd(kept) : Smallest(kept);
            bool interior = smallest > 0 && smallest < kept.Count - 1;

            if (!interior)
            {
                kept.RemoveAt(smallest);
                continue;
            }

            // An interior extreme leaves together with its smaller neighbor: the rest alternates still.
            bool left = Size(kept[smallest - 1]) <= Size(kept[smallest + 1]);
            kept.RemoveRange(left ? smallest - 1 : smallest, 2);
        }

        return [.. kept.Select(static extreme => extreme.Angle)];
    }

    private static int SmallerEnd(List<ErrorExtreme> kept) => Size(kept[0]) <= Size(kept[^1]) ? 0 : kept.Count - 1;

    private static int Smallest(List<ErrorExtreme> kept)
    {
        int smallest = 0;

        for (int i = 1; i < kept.Count; i++)
        {
            smallest = Size(kept[i]) < Size(kept[smallest]) ? i : smallest;
        }

        return smallest;
    }

    private static double Size(ErrorExtreme extreme) => Math.Abs(extreme.Error);
}
