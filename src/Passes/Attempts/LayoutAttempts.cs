using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Answers;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Lowering;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>The layouts of a circuit on each ring, made where they are first asked for. Not thread-safe.</summary>
/// <remarks>
/// Two families: the latency layouts, for circuits with an op for attention, and rows, for circuits of contractions. A circuit without attention may
/// be in either; then both are tried, if both are allowed. A search over layouts adds attempts here; everything after this takes all of them.
/// </remarks>
/// <param name="module">With its circuit in normal form.</param>
/// <param name="allowed">The user's choice.</param>
/// <param name="keys">Whether ciphertexts may go in pairs: SEAL's clients make no keys for conjugations.</param>
internal sealed class LayoutAttempts(Module module, LayoutFamily allowed = LayoutFamily.Auto, KeyFormat keys = KeyFormat.Hybrid)
{
    private readonly IReadOnlyList<(LayoutFamily Family, string Name, Func<Module, int, LayoutResult> Lower)> families =
    [
        (LayoutFamily.Latency, "latency", LowerToPacked.Try),
        (LayoutFamily.Rows, "rows", (circuit, slots) => LowerToRows.Try(circuit, slots, keys != KeyFormat.Seal)),
    ];

    private readonly JoinMaps joins = new();
    private readonly Dictionary<int, IReadOnlyList<LayoutAttempt>> found = [];

    /// <exception cref="DiagnosticException">A node has no layout on any ring (PSM3015).</exception>
    public IReadOnlyList<LayoutAttempt> On(int logN)
    {
        if (!found.TryGetValue(logN, out IReadOnlyList<LayoutAttempt>? attempts))
        {
            found[logN] = attempts = Make(logN);
        }

        return attempts;
    }

    /// <summary>Of the families that take the circuit; refusals of the last one where none does.</summary>
    private List<LayoutAttempt> Make(int logN)
    {
        List<LayoutAttempt> attempts = [];
        Diagnostic? unsuited = null;
        foreach ((_, string name, Func<Module, int, LayoutResult> lower) in families.Where(entry => allowed is LayoutFamily.Auto || allowed == entry.Family))
        {
            LayoutResult layout = lower(module, 1 << (logN - 1));
            if (layout.Refusal is Diagnostic refusal && refusal.Id != DiagnosticKinds.LayoutTooLarge.Id)
            {
                unsuited ??= refusal;
                continue;
            }

            attempts.Add(new LayoutAttempt(name, logN, layout.Packed is Module packed ? HideAnswers.Run(joins.Run(packed)) : null, layout.Refusal));
        }

        return attempts.Count > 0 ? attempts : throw new DiagnosticException(unsuited!);
    }
}
