using System.Globalization;
using PowerSoftmax.Passes.Approximate.Candidates;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>The error an approximation may make; positive.</summary>
public readonly record struct ErrorBudget(ErrorKind Kind, double Limit)
{
    public static ErrorBudget Absolute(double limit) => new(ErrorKind.Absolute, limit);

    public static ErrorBudget Relative(double limit) => new(ErrorKind.Relative, limit);

    public static ErrorBudget MeanAbsolute(double limit) => new(ErrorKind.MeanAbsolute, limit);

    public bool IsMetBy(ApproximationError error) => error.Of(Kind) <= Limit;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} error {Limit:G4}");
}
