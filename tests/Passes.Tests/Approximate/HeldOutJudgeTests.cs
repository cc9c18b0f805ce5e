using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Functions;
using PowerSoftmax.Passes.Approximate.Ranges;

namespace PowerSoftmax.Passes.Tests.Approximate;

/// <summary>Constructed reports: what is let through, and what is refused with which words.</summary>
public sealed class HeldOutJudgeTests
{
    private static readonly OutputAgreement Good = new("logits", 100, 99, 7, 0.5, 0.1, 100);

    [Fact]
    public void AGoodReportIsSilent() => Assert.Empty(Judge(Good));

    [Fact]
    public void TheErrorMayTakeFourBudgets()
    {
        Assert.Empty(Judge(Good with { LargestError = 4 }));
        Diagnostic error = Assert.Single(Judge(Good with { LargestError = 4.5 }));
        Assert.Equal(("PSM4002", Severity.Error), (error.Id, error.Severity));
        Assert.Contains("'logits'", error.Message, StringComparison.Ordinal);
        Assert.Contains("by up to 4.5 on held-out samples, 0.045 of its range; the budget is 0.01", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorWithoutARangeIsRefused() =>
        Assert.Equal("PSM4002", Assert.Single(Judge(Good with { Range = 0 })).Id);

    [Fact]
    public void ClassesMustAgreeInEveryOutput()
    {
        Diagnostic error = Assert.Single(Judge(Good, Good with { Name = "second", Agreeing = 97 }));
        Assert.Equal("PSM3004", error.Id);
        Assert.Contains("'second'", error.Message, StringComparison.Ordinal);
        Assert.Contains("97 of 100 held-out samples (98 are asked)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TokensAreCountedAsRows() => Assert.Contains(
        "700 of 800 rows of 100 held-out samples (784 are asked)",
        Assert.Single(Judge(Good with { Decisions = 800, Agreeing = 700 })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void AnOutputWithoutClassesIsJudgedByItsErrorAlone() => Assert.Empty(Judge(Good with { Decisions = 0, Agreeing = 0 }));

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void AValueThatIsNoNumberNamesWhereItBegan(double value, string text)
    {
        OutputAgreement broken = Good with { LargestError = double.PositiveInfinity, Broken = new BrokenAnswer(12, new NonFinite(3, value), "[0, 3]") };
        Diagnostic error = Assert.Single(Judge(broken));
        Assert.Equal("PSM4003", error.Id);
        Assert.Contains($"On sample 12 output 'logits', element [0, 3], of the polynomial model is {text}.", error.Message, StringComparison.Ordinal);
        Assert.Contains("'gelu' at node '/act' left [-1, 1] by 3 of its width", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APolynomialThatExplodesIsWarnedOf()
    {
        DiagnosticBag diagnostics = new();
        OvershootJudge.Warn([Function(0.1)], diagnostics);
        Assert.Empty(diagnostics.Items);

        OvershootJudge.Warn([Function(10)], diagnostics);
        Diagnostic warning = Assert.Single(diagnostics.Items);
        Assert.Equal(("PSM4007", Severity.Warning), (warning.Id, warning.Severity));
        Assert.Contains("Node '/act'", warning.Message, StringComparison.Ordinal);
        Assert.Contains("leaves [-1, 1] by 5 % of its width, the polynomial of degree 8 for gelu reaches 17", warning.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Diagnostic> Judge(params OutputAgreement[] outputs)
    {
        DiagnosticBag diagnostics = new();
        AgreementReport report = new(100, outputs);
        HeldOutJudge.Judge(new ApproximationReport([Function(0.1)], 0.01, report, report), 0.98, diagnostics);
        return diagnostics.Items;
    }

    /// <summary>A function whose polynomial is a Chebyshev polynomial of degree 8, as large as asked inside of its interval.</summary>
    private static FunctionReport Function(double size)
    {
        ChebyshevSeries series = new(new Interval(-1, 1), [0, 0, 0, 0, 0, 0, 0, 0, size]);
        return new FunctionReport(
            "/act", "gelu", series.Interval, new Histogram(-1, 1, -1, 1, Ir.Collections.EquatableArray<long>.Of(1, 1)), "minimax", series, default, 0, 0, false, 1, new Straying(0.5, 3, 12))
        {
            Overshoot = Overshoot.Measure(series.Evaluate, series.Interval, 0.05, ScalarFunctions.GeluErf),
        };
    }
}
