namespace PowerSoftmax.Passes.Calibrate;

/// <summary>Which samples calibrate and which are held out to verify; the same for the same numbers, every time.</summary>
/// <param name="Calibration">Indices of samples whose ranges are recorded.</param>
/// <param name="HeldOut">Indices of samples the choice of polynomials never sees; none where all samples are equal.</param>
public sealed record SampleSplit(IReadOnlyList<int> Calibration, IReadOnlyList<int> HeldOut)
{
    /// <summary>Holds out samples at equal distances; a single sample calibrates, and none is held out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No samples, or a fraction outside of (0, 1).</exception>
    public static SampleSplit Of(int count, double heldOutFraction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!(heldOutFraction > 0 && heldOutFraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(heldOutFraction), heldOutFraction, "The held-out share of the samples lies between 0 and 1.");
        }

        if (count == 1)
        {
            return new SampleSplit([0], []);
        }

        int heldOut = Math.Clamp((int)Math.Round(count * heldOutFraction), 1, count - 1);
        ILookup<bool, int> parts = Enumerable.Range(0, count).ToLookup(index => (index + 1) * heldOut / count > index * heldOut / count);
        return new SampleSplit([.. parts[false]], [.. parts[true]]);
    }

    /// <summary>The same for samples of which some are equal: one that is equal to a calibration sample is not held out.</summary>
    /// <param name="contents">By sample: equal where the samples are.</param>
    /// <param name="heldOutFraction">Of the samples, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">No samples, or a fraction outside of (0, 1).</exception>
    public static SampleSplit Of(IReadOnlyList<string> contents, double heldOutFraction)
    {
        SampleSplit all = Of(contents.Count, heldOutFraction);
        HashSet<string> calibrated = [.. all.Calibration.Select(index => contents[index])];
        SampleSplit honest = all with { HeldOut = [.. all.HeldOut.Where(index => !calibrated.Contains(contents[index]))] };
        if (honest.HeldOut.Count > 0)
        {
            return honest;
        }

        int[] firsts = [.. Enumerable.Range(0, contents.Count).DistinctBy(index => contents[index])];
        SampleSplit different = Of(firsts.Length, heldOutFraction);
        return new SampleSplit([.. different.Calibration.Select(index => firsts[index])], [.. different.HeldOut.Select(index => firsts[index])]);
    }
}
