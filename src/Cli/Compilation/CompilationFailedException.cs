using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Cli.Compilation;

/// <summary>The compiler refused a model.</summary>
internal sealed class CompilationFailedException(IReadOnlyList<Diagnostic> diagnostics)
    : Exception(string.Join(Environment.NewLine, diagnostics))
{
    /// <summary>Everything it found, at least one error.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
