namespace PowerSoftmax.Passes.Calibrate;

/// <summary>Which samples calibrate and which are held out to verify; the same for the same numbers, every time.</summary>
/// <param name="Calibration">Indices of samples whose ranges are recorded.</param>
/// <param name="HeldOut">Indices of samples the choice of polynomials never sees.</param>
public sealed record SampleSplit(IReadOnlyList<int> Calibration, IReadOnlyList<int> HeldOut)
{
    /// <summary>Holds out samples at equal distances. A single sample has to serve for both.</summary>
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
            return new SampleSplit([0], [0]);
        }

        int heldOut = Math.Clamp((int)Math.Round(count * heldOutFraction), 1, count - 1);
        ILookup<bool, int> parts = Enumerable.Range(0, count).ToLookup(index => (index + 1) * heldOut / count > index * heldOut / count);
        return new SampleSplit([.. parts[false]], [.. parts[true]]);
    }
}
