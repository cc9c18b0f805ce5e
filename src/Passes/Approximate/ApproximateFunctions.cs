using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Search;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Puts a polynomial in place of every non-polynomial function of the circuit, degrees chosen from the error budget.</summary>
/// <remarks>
/// Calibrates ranges on one part of the samples, chooses all polynomials jointly, and verifies on the held-out part against the
/// original model. Cost: some hundred runs of the circuit in the clear.
/// </remarks>
public sealed class ApproximateFunctions : IPass
{
    public string Name => "approximate-functions";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Circuit) is not { } circuit || FunctionSite.Of(circuit).Count == 0)
        {
            return module;
        }

        CalibrationSamples samples = CalibrationSamples.Of(module, context);
        SampleJudge.RequireHeldOut(module.Name, samples, context.Options.HeldOutFraction);
        CircuitMeasure measure = new(module, circuit, samples);
        FunctionArguments arguments = new();
        AgreementReport exact = measure.On(samples.Split.Calibration, static _ => null, (_, site, values) => arguments.Add(site, values));
        SampleJudge.RequireRange(module.Name, exact, context.Options.HeldOutFraction);
        new ExactnessCheck(module, circuit, samples, context).Run(exact);

        IReadOnlyDictionary<string, double> ranges = exact.Ranges;
        IReadOnlyList<CalibratedFunction> functions = new FunctionCalibration(module, circuit, samples, context.Options).Run(arguments, ranges);
        SampleJudge.Warn(module.Name, samples, new SampleFindings(exact, functions), context);
        IReadOnlyList<PolynomialCandidate> polynomials = Choose(new PolynomialChoice(measure, functions, ranges, context.Options.ErrorBudget), measure, functions, context);
        Dictionary<ValueId, PolynomialCandidate> chosen = functions.Zip(polynomials).ToDictionary(static pair => pair.First.Site.Node.Id, static pair => pair.Second);
        return SeriesInPlace.Put(module, site => chosen[site.Node.Id].Series);
    }

    /// <summary>Chooses, verifies on the held-out samples, and leaves the report in the context.</summary>
    private static IReadOnlyList<PolynomialCandidate> Choose(
        PolynomialChoice choice, CircuitMeasure measure, IReadOnlyList<CalibratedFunction> functions, PassContext context)
    {
        (IReadOnlyList<PolynomialCandidate> polynomials, AgreementReport calibration) = choice.Run();
        (AgreementReport heldOut, IReadOnlyList<Straying> straying) = Verify(measure, choice, functions, polynomials);
        FunctionReport[] reports = [.. functions.Select((function, index) => Report(function, polynomials[index], straying[index]))];
        context.Approximation = new ApproximationReport(reports, context.Options.ErrorBudget, calibration, heldOut);
        HeldOutJudge.Judge(context.Approximation, context.Options.AgreementAsked, context.Diagnostics);
        OvershootJudge.Warn(reports, context.Diagnostics);
        return polynomials;
    }

    private static (AgreementReport HeldOut, IReadOnlyList<Straying> Straying) Verify(
        CircuitMeasure measure, PolynomialChoice choice, IReadOnlyList<CalibratedFunction> functions, IReadOnlyList<PolynomialCandidate> polynomials)
    {
        Dictionary<ValueId, List<(int Sample, double[] Arguments)>> seen = functions.ToDictionary(
            static function => function.Site.Node.Id, static _ => new List<(int Sample, double[] Arguments)>());
        AgreementReport heldOut = measure.On(
            measure.Samples.Split.HeldOut,
            choice.Replacements(polynomials),
            (sample, site, arguments) => seen[site.Node.Id].Add((sample, arguments)));
        return (heldOut, [.. functions.Select(function => Straying.Of(seen[function.Site.Node.Id], function.Range.Interval))]);
    }

    private static FunctionReport Report(CalibratedFunction function, PolynomialCandidate polynomial, Straying straying) => new(
        function.Site.Node.Name,
        function.Site.Function.Name,
        function.Range.Interval,
        function.Inputs,
        polynomial.Family,
        polynomial.Series,
        polynomial.Cost,
        polynomial.Error.Of(function.Site.ErrorKind),
        polynomial.Error.MeanAbsolute,
        function.Site.ErrorKind == ErrorKind.Relative,
        function.Sensitivity,
        straying)
    {
        Overshoot = Overshoot.Measure(
            polynomial.Series.Evaluate, function.Range.Interval, SearchOptions.Default.OvershootMargin, function.Site.Function),
    };
}
