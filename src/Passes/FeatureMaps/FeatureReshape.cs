using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.FeatureMaps;

/// <summary>Which axes are rows after a reshape that splits and merges features only.</summary>
internal static class FeatureReshape
{
    /// <summary>The new axes, or null where rows and features mix.</summary>
    public static IReadOnlyList<FeatureAxis>? Axes(IReadOnlyList<FeatureAxis> source, Shape target)
    {
        List<FeatureAxis> axes = [];
        int from = 0;
        int to = 0;
        while (from < source.Count && to < target.Rank)
        {
            (int fromStart, int toStart) = (from, to);
            long left = source[from++].Size;
            long right = target[to++];
            while (left != right)
            {
                bool extendsLeft = left < right;
                if (extendsLeft ? from == source.Count : to == target.Rank)
                {
                    return null;
                }

                _ = extendsLeft ? left *= source[from++].Size : right *= target[to++];
            }

            if (!Take(source, (fromStart, from), target, (toStart, to), axes))
            {
                return null;
            }
        }

        // Axes of size 1 at the end.
        for (; to < target.Rank; to++)
        {
            axes.Add(new FeatureAxis(false, target[to]));
        }

        return Enumerable.Range(from, source.Count - from).Any(axis => source[axis].IsRow) ? null : axes;
    }

    private static bool Take(IReadOnlyList<FeatureAxis> source, (int Start, int End) from, Shape target, (int Start, int End) to, List<FeatureAxis> axes)
    {
        bool hasRows = Enumerable.Range(from.Start, from.End - from.Start).Any(axis => source[axis].IsRow);
        if (hasRows && (from.End - from.Start != 1 || to.End - to.Start != 1))
        {
            return false;
        }

        for (int axis = to.Start; axis < to.End; axis++)
        {
            axes.Add(new FeatureAxis(hasRows, target[axis]));
        }

        return true;
    }
}
