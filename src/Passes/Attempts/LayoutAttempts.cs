using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Answers;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Layouts;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>The layouts of a circuit on each ring, made where they are first asked for. Not thread-safe.</summary>
/// <remarks>A search over layouts adds attempts here; everything after this takes all of them.</remarks>
/// <param name="module">With its circuit in normal form.</param>
/// <param name="keys">Whether ciphertexts may go in pairs: SEAL's clients make no keys for conjugations.</param>
internal sealed class LayoutAttempts(Module module, KeyFormat keys = KeyFormat.Hybrid)
{
    private const string Rows = "rows";

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

    private LayoutAttempt[] Make(int logN)
    {
        LayoutResult layout = LowerToRows.Try(module, 1 << (logN - 1), keys != KeyFormat.Seal);
        return layout.Refusal is Diagnostic refusal && refusal.Id != DiagnosticKinds.LayoutTooLarge.Id
            ? throw new DiagnosticException(refusal)
            : [new LayoutAttempt(Rows, logN, layout.Packed is Module packed ? HideAnswers.Run(joins.Run(packed)) : null, layout.Refusal)];
    }
}
