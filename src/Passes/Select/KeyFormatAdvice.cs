using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Manage;

namespace PowerSoftmax.Passes.Select;

/// <summary>What to say where SEAL's key format cannot hold a circuit: what is missing, and what comes nearest.</summary>
internal sealed class KeyFormatAdvice(CompilerOptions options, Func<int, Module> lower)
{
    private readonly int largest = options.KeyFormat.MaxLogN();
    private readonly int bits = options.LogDefaultScale ?? SelectScale.Lowest;

    /// <param name="packed">The circuit on the slots of the format's largest ring.</param>
    public DiagnosticException TooDeep(Graph packed)
    {
        LevelNeeds needs = DepthAnalysis.Run(packed, new Level(0));
        int held = SelectParameters.LevelsHeld(largest, bits, options.SecurityClaim);
        string problem = $"it needs {needs.Depth} levels and N = 2^{largest}, the largest ring of SEAL, holds {held} of {bits} bits: {needs.Depth - held} are missing. The deepest path goes through {needs.PathText}";
        return new DiagnosticException(DiagnosticKinds.KeyFormatTooSmall, problem, Nearest());
    }

    /// <param name="error">PSM3002 of the format's largest ring.</param>
    public DiagnosticException TooWide(DiagnosticException error)
    {
        string problem = $"N = 2^{largest} is the largest ring of SEAL ({error.Diagnostic.Message.Split(". ")[0]})";
        return new DiagnosticException(DiagnosticKinds.KeyFormatTooSmall, problem, Nearest());
    }

    private string Nearest()
    {
        string shallower = $"A circuit of at most {SelectParameters.LevelsHeld(largest, bits, options.SecurityClaim)} levels and {1 << (largest - 1)} slots fits SEAL's";
        for (int logN = largest + 1; logN <= options.MaxLogN; logN++)
        {
            if (Holds(logN))
            {
                return $"{shallower}; this one fits hybrid keys at N = 2^{logN}: --key-format hybrid, with a client of this library.";
            }
        }

        return $"{shallower}; hybrid keys up to N = 2^{options.MaxLogN} do not hold this one either.";
    }

    private bool Holds(int logN)
    {
        try
        {
            Graph packed = lower(1 << (logN - 1)).Find(ModuleKeys.Circuit)!;
            return DepthAnalysis.Run(packed, new Level(0)).Depth <= SelectParameters.LevelsHeld(logN, bits, options.SecurityClaim);
        }
        catch (DiagnosticException error) when (error.Diagnostic.Id == DiagnosticKinds.LayoutTooLarge.Id)
        {
            return false;
        }
    }
}
