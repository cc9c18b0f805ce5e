using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>Axes of a tensor and of its reshaped form that hold the same elements; axes of size 1 are in no group.</summary>
/// <param name="Source">Axes before, in order.</param>
/// <param name="Target">Axes after, in order.</param>
internal sealed record AxisGroups(IReadOnlyList<int> Source, IReadOnlyList<int> Target)
{
    /// <summary>Whether one axis stays one.</summary>
    public bool IsOne => Source.Count == 1 && Target.Count == 1;

    /// <summary>The smallest groups, in order.</summary>
    public static IEnumerable<AxisGroups> Of(Shape source, Shape target)
    {
        Queue<int> before = new(Enumerable.Range(0, source.Rank).Where(axis => source[axis] > 1));
        Queue<int> after = new(Enumerable.Range(0, target.Rank).Where(axis => target[axis] > 1));
        while (before.Count > 0)
        {
            List<int> from = [before.Dequeue()];
            List<int> to = [after.Dequeue()];
            long left = source[from[0]];
            long right = target[to[0]];
            while (left != right)
            {
                if (left < right)
                {
                    from.Add(before.Dequeue());
                    left *= source[from[^1]];
                }
                else
                {
                    to.Add(after.Dequeue());
                    right *= target[to[^1]];
                }
            }

            yield return new AxisGroups(from, to);
        }
    }
}
