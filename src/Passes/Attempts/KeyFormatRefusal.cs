using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>What to say where SEAL's key format cannot hold a circuit: what is missing, and what comes nearest.</summary>
/// <param name="layouts">The circuit on slots.</param>
/// <param name="options">The user's choices.</param>
internal sealed class KeyFormatRefusal(LayoutAttempts layouts, CompilerOptions options)
{
    private readonly int largest = options.KeyFormat.MaxLogN();
    private readonly int bits = options.LogDefaultScale ?? ScaleSchedule.Lowest;

    /// <param name="layout">The circuit on the slots of the format's largest ring.</param>
    public Diagnostic TooDeep(LayoutAttempt layout)
    {
        LevelNeeds needs = DepthAnalysis.Run(layout.Circuit, new Level(0));
        int held = Held(largest);
        string problem = $"it needs {needs.Depth} levels and N = 2^{largest}, the largest ring of SEAL, holds {held} of {bits} bits: {needs.Depth - held} are missing. The deepest path goes through {needs.PathText}";
        return Diagnostic.Of(DiagnosticKinds.KeyFormatTooSmall, problem, Nearest());
    }

    /// <param name="outcome">Of the format's largest ring.</param>
    public Diagnostic TooWide(Outcome.TooWide outcome)
    {
        string problem = $"N = 2^{largest} is the largest ring of SEAL ({outcome.Refusal.Message.Split(". ")[0]})";
        return Diagnostic.Of(DiagnosticKinds.KeyFormatTooSmall, problem, Nearest());
    }

    private int Held(int logN) => SelectParameters.LevelsHeld(logN, bits, options.SecurityClaim);

    private string Nearest()
    {
        string shallower = $"A circuit of at most {Held(largest)} levels and {1 << (largest - 1)} slots fits SEAL's";
        for (int logN = largest + 1; logN <= options.MaxLogN; logN++)
        {
            if (layouts.On(logN).Any(layout => layout.Packed is not null && DepthAnalysis.Run(layout.Circuit, new Level(0)).Depth <= Held(logN)))
            {
                return $"{shallower}; this one fits hybrid keys at N = 2^{logN}: --key-format hybrid, with a client of this library.";
            }
        }

        return $"{shallower}; hybrid keys up to N = 2^{options.MaxLogN} do not hold this one either.";
    }
}
