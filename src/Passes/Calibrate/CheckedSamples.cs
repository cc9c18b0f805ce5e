using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>The samples on which noise, headroom and layouts are checked.</summary>
public static class CheckedSamples
{
    /// <summary>
    /// Prologue outputs of samples at equal distances; before them the held-out sample on which a function's argument strays farthest
    /// beyond its margin, where there is one: a value that overflows its modulus there must fail the check of headroom.
    /// </summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Of(CalibrationSamples samples, PassContext context)
    {
        int all = samples.Count;
        int count = Math.Clamp(context.Options.CheckedSamples, 1, all);
        IEnumerable<int> spread = Enumerable.Range(0, count).Select(index => (int)((long)index * all / count));
        return [.. Farthest(context).Concat(spread).Distinct().Take(Math.Max(count, 1)).Select(samples.Inputs)];
    }

    private static IEnumerable<int> Farthest(PassContext context) => (context.Approximation?.Functions ?? [])
        .Where(function => function.Straying.Farthest > context.Options.RangeMargin && function.Straying.Sample is not null)
        .OrderByDescending(static function => function.Straying.Farthest)
        .Take(1)
        .Select(static function => function.Straying.Sample!.Value);
}
