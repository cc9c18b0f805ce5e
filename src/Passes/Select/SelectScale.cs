using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Select;

/// <summary>Finds the default scale at which a circuit fits a ring with the precision asked.</summary>
/// <remarks>
/// The usual scale comes first. Where the noise asks for more it is raised by the bits that are missing; where the chain does not
/// fit it is lowered as far as the precision allows. Outputs stay a level above the bottom where q0 is too small for them.
/// </remarks>
public sealed class SelectScale(CostTable costs, CompilerOptions options, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> samples)
{
    /// <summary>Scale that is tried first, in bits.</summary>
    public const int Usual = 40;

    /// <summary>Smallest scale that is tried, in bits.</summary>
    public const int Lowest = 34;

    private const int Highest = 47;

    // The prediction knows the samples only and takes errors as independent.
    private const double SafetyBits = 3;

    /// <summary>The circuit under the best scale of the ring, or null where it does not fit.</summary>
    /// <param name="packed">The circuit, laid out for the ring's slots.</param>
    /// <param name="weights">The module's weights, with their values.</param>
    /// <param name="logN">Ring degree.</param>
    public CircuitAttempt? Run(Graph packed, WeightTable weights, int logN)
    {
        CircuitAttempt? first = Try(packed, weights, logN, options.LogDefaultScale ?? Usual);
        if (options.LogDefaultScale is not null)
        {
            return first;
        }

        return first is null ? Lower(packed, weights, logN) : Raise(first, packed, weights, logN);
    }

    private CircuitAttempt? Lower(Graph packed, WeightTable weights, int logN)
    {
        for (int scale = Usual - 1; scale >= Lowest; scale--)
        {
            if (Try(packed, weights, logN, scale) is CircuitAttempt attempt)
            {
                return Judge(attempt);
            }
        }

        return null;
    }

    private CircuitAttempt Raise(CircuitAttempt first, Graph packed, WeightTable weights, int logN)
    {
        double missing = Missing(first);
        if (missing is not > 0 || double.IsInfinity(missing))
        {
            return first;
        }

        int scale = Math.Min(Highest, Usual + (int)Math.Ceiling(missing));
        return Try(packed, weights, logN, scale) ?? Judge(first);
    }

    /// <summary>An attempt whose scale cannot be raised on this ring.</summary>
    private CircuitAttempt Judge(CircuitAttempt attempt) => attempt with { NeedsLargerRing = attempt.Noise.Bits < options.PrecisionBits };

    private double Missing(CircuitAttempt attempt) => options.PrecisionBits + SafetyBits - attempt.Noise.Bits;

    private CircuitAttempt? Try(Graph packed, WeightTable weights, int logN, int scale)
    {
        CircuitAttempt? bottom = Try(packed, weights, logN, scale, new Level(0));
        return bottom is null || bottom.HasHeadroom ? bottom : Try(packed, weights, logN, scale, new Level(1)) ?? bottom;
    }

    private CircuitAttempt? Try(Graph packed, WeightTable weights, int logN, int scale, Level outputs)
    {
        ParameterChoice? choice = new SelectParameters(costs, options.KeyFormat, options.SecurityClaim, options.KeyBytesAllowed).Run(packed, weights, logN, scale, outputs);
        if (choice is null)
        {
            return null;
        }

        Graph ckks = LowerToCkks.Run(packed, weights, choice.Parameters, outputs);
        NoiseReport noise = NoiseAnalysis.Run(ckks, new NoiseModel(choice.Parameters), weights, samples);
        return new CircuitAttempt(choice, outputs, ckks, noise);
    }
}
