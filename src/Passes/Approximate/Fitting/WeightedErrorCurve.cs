namespace PowerSoftmax.Passes.Approximate.Fitting;

/// <summary>A local extreme of the weighted error.</summary>
/// <param name="Angle">Position theta; x = cos(theta) in the unit variable.</param>
/// <param name="Error">Signed weight (f - p) there.</param>
internal readonly record struct ErrorExtreme(double Angle, double Error);

/// <summary>The curve weight (f - p) over the angles: sampled densely once, refined around its extremes.</summary>
internal sealed class WeightedErrorCurve
{
    private const int LeastPoints = 4096;
    private const int PointsPerTerm = 24;
    private const int RefiningSteps = 10;

    private readonly TermSet terms;
    private readonly Func<double, double>? weight;
    private readonly double[] angles;
    private readonly double[] targets;
    private readonly double[] weights;

    public WeightedErrorCurve(TermSet terms, Func<double, double>? weight)
    {
        this.terms = terms;
        this.weight = weight;
        int steps = Math.Max(LeastPoints, PointsPerTerm * (terms.Count + 1));
        angles = [.. Enumerable.Range(0, steps + 1).Select(i => terms.EndAngle * i / steps)];
        targets = [.. angles.Select(terms.Target)];
        weights = [.. angles.Select(WeightAt)];
        LargestTarget = angles.Select((_, i) => Math.Abs(weights[i] * targets[i])).Max();
    }

    /// <summary>Largest weighted magnitude of f: errors far below its rounding cannot be told apart.</summary>
    public double LargestTarget { get; }

    public double WeightAt(double angle) =>
        weight is null ? 1 : Sample.Positive(weight, terms.Interval.FromUnit(Math.Cos(angle)));

    /// <summary>One extreme for each run of equal sign, by rising angle: neighbors alternate in sign.</summary>
    public List<ErrorExtreme> AlternatingExtremes(double[] coefficients)
    {
        double[] errors = [.. angles.Select((angle, i) => weights[i] * (targets[i] - Value(coefficients, angle)))];
        List<ErrorExtreme> extremes = [];
        int best = 0;

        for (int i = 1; i < errors.Length; i++)
        {
            bool crosses = errors[i] * Math.Sign(errors[best]) < 0;

            if (crosses)
            {
                extremes.Add(Refine(coefficients, best, errors));
                best = i;
            }
            else if (Math.Abs(errors[i]) > Math.Abs(errors[best]))
            {
                best = i;
            }
        }

        extremes.Add(Refine(coefficients, best, errors));

        return extremes;
    }

    /// <summary>The sum of c_j cos(k_j theta), by Clenshaw's recurrence on the stride of the frequencies.</summary>
    private double Value(double[] coefficients, double angle)
    {
        int stride = terms.Count > 1 ? terms.Frequencies[1] - terms.Frequencies[0] : 1;
        double twice = 2 * Math.Cos(stride * angle);
        double next = 0;
        double afterNext = 0;

        for (int j = coefficients.Length - 1; j > 0; j--)
        {
            (next, afterNext) = ((twice * next) - afterNext + coefficients[j], next);
        }

        int first = terms.Frequencies[0];

        return (Math.Cos(first * angle) * (coefficients[0] - afterNext)) + (next * Math.Cos((first + stride) * angle));
    }

    private double ErrorAt(double[] coefficients, double angle) =>
        WeightAt(angle) * (terms.Target(angle) - Value(coefficients, angle));

    /// <summary>Golden-section search between the grid neighbors: ten steps place a peak to a hundredth of a grid step.</summary>
    private ErrorExtreme Refine(double[] coefficients, int index, double[] errors)
    {
        const double golden = 0.6180339887498949;
        int sign = Math.Sign(errors[index]);
        double low = angles[Math.Max(0, index - 1)];
        double high = angles[Math.Min(angles.Length - 1, index + 1)];
        double left = high - (golden * (high - low));
        double right = low + (golden * (high - low));
        double leftError = sign * ErrorAt(coefficients, left);
        double rightError = sign * ErrorAt(coefficients, right);

        for (int step = 0; step < RefiningSteps; step++)
        {
            if (leftError > rightError)
            {
                (high, right, rightError) = (right, left, leftError);
                left = high - (golden * (high - low));
                leftError = sign * ErrorAt(coefficients, left);
            }
            else
            {
                (low, left, leftError) = (left, right, rightError);
                right = low + (golden * (high - low));
                rightError = sign * ErrorAt(coefficients, right);
            }
        }

        ErrorExtreme refined = leftError > rightError ? new(left, sign * leftError) : new(right, sign * rightError);

        return sign * refined.Error > sign * errors[index] ? refined : new ErrorExtreme(angles[index], errors[index]);
    }
}
