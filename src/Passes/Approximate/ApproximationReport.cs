namespace PowerSoftmax.Passes.Approximate;

/// <summary>Everything the plan says about the polynomials of a model.</summary>
/// <param name="Functions">One entry for each function, in order.</param>
/// <param name="Budget">Asked largest error of an output, relative to its range on the calibration samples.</param>
/// <param name="Calibration">Agreement on the samples that chose the polynomials.</param>
/// <param name="HeldOut">Agreement on the samples that did not.</param>
public sealed record ApproximationReport(
    IReadOnlyList<FunctionReport> Functions, double Budget, AgreementReport Calibration, AgreementReport HeldOut)
{
    public int Levels => Functions.Sum(static function => function.Levels);
}
