using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Passes.Check;

/// <summary>Every checker, in the order they run.</summary>
public static class Checkers
{
    public static IReadOnlyList<IChecker> All { get; } =
    [
        new GraphChecker(),
        new LevelChecker(),
        new ScaleChecker(),
        new KeyChecker(),
        new SecurityChecker(),
        new LayoutChecker(),
        new AnswerChecker(),
        new HeadroomChecker(),
        new PrecisionChecker(),
    ];

    /// <summary>Runs all of them, whatever they find.</summary>
    public static void Run(CircuitUnderCheck circuit, DiagnosticBag diagnostics)
    {
        foreach (IChecker checker in All)
        {
            checker.Check(circuit, diagnostics);
        }
    }
}
