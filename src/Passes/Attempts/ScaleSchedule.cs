using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>The default scales tried on a ring without bootstraps, each by what came of those before.</summary>
/// <remarks>
/// The usual scale comes first. Where the noise asks for more it is raised by the bits that are missing; where the chain does not
/// fit it is lowered as far as the precision allows. Outputs stay a level above the bottom where q0 is too small for them. Pure.
/// </remarks>
/// <param name="asked">The user's scale, which is the only one then; null for the best.</param>
/// <param name="bitsAsked">Precision of the outputs.</param>
internal sealed class ScaleSchedule(int? asked, double bitsAsked)
{
    /// <summary>Scale that is tried first, in bits.</summary>
    public const int Usual = 40;

    /// <summary>Smallest scale that is tried, in bits.</summary>
    public const int Lowest = 34;

    private const int Highest = 47;

    // The prediction knows the samples only and takes errors as independent.
    private const double SafetyBits = 3;

    public int First => asked ?? Usual;

    /// <summary>The scale and the level of the outputs to try next; null where enough was tried.</summary>
    /// <param name="tried">The attempts on this ring so far, in order.</param>
    public (int LogScale, Level Outputs)? Next(IReadOnlyList<Attempt> tried)
    {
        if (tried.Count == 0)
        {
            return (First, new Level(0));
        }

        Attempt last = tried[^1];
        int scale = last.Candidate.LogScale!.Value;
        return last.WithHeadroom is Candidate higher ? (scale, higher.Outputs)
            : asked is null && NextScale(scale, AtScale(tried, scale), last.Outcome) is int next ? (next, new Level(0))
            : null;
    }

    /// <summary>The attempt to take of all that were made; null where none fits.</summary>
    /// <param name="tried">All attempts on this ring.</param>
    public Attempt? Best(IReadOnlyList<Attempt> tried)
    {
        Attempt? first = AtScale(tried, First);
        int last = tried[^1].Candidate.LogScale!.Value;
        return last == First ? first : AtScale(tried, last) ?? first?.Judged(bitsAsked);
    }

    private int? NextScale(int scale, Attempt? result, Outcome last) => result is not null
        ? scale == Usual ? Raised(result) : null
        : last switch
        {
            _ when scale > Usual => null,
            Outcome.TooDeep deep => deep.ScaleThatHolds,
            _ => scale > Lowest ? scale - 1 : null,
        };

    /// <summary>The usual scale and the bits that are missing; null where none are, or where no scale would do.</summary>
    private int? Raised(Attempt result)
    {
        double missing = bitsAsked + SafetyBits - result.Circuit!.Noise.Bits;
        return missing is > 0 && double.IsFinite(missing) ? Math.Min(Highest, Usual + (int)Math.Ceiling(missing)) : null;
    }

    /// <summary>The attempt at a scale that fits: that with the higher outputs, if there is one.</summary>
    private Attempt? AtScale(IReadOnlyList<Attempt> tried, int scale)
    {
        Attempt? result = tried.LastOrDefault(attempt => attempt.Candidate.LogScale == scale && attempt.Circuit is not null);

        // A lowered scale is the ring's doing.
        return scale < Usual && asked is null ? result?.Judged(bitsAsked) : result;
    }
}
