using System.Globalization;

namespace PowerSoftmax.Passes.Approximate.Fitting;

/// <summary>Function values that a fit can rely on.</summary>
internal static class Sample
{
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public static double Finite(Func<double, double> function, double x)
    {
        double value = function(x);

        return double.IsFinite(value)
            ? value
            : throw new ArgumentException($"The function is {Text(value)} at {Text(x)}; choose an interval on which it is finite.");
    }

    /// <exception cref="ArgumentException">The weight is not positive and finite.</exception>
    public static double Positive(Func<double, double> weight, double x)
    {
        double value = weight(x);

        return value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"The weight is {Text(value)} at {Text(x)}; a weight must be positive and finite.");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
