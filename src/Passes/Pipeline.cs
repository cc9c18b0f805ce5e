using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes;

/// <summary>Passes in the order they run.</summary>
public sealed class Pipeline(IReadOnlyList<IPass> passes)
{
    public IReadOnlyList<IPass> Passes { get; } = passes;

    /// <summary>Runs every pass and verifies the graph after each.</summary>
    /// <exception cref="DiagnosticException">A pass reported an error or made a malformed graph.</exception>
    public Module Run(Module module, PassContext context)
    {
        foreach (IPass pass in Passes)
        {
            int before = context.Diagnostics.Items.Count;
            module = pass.Run(module, context);
            GraphVerifier.Verify(module, context.Diagnostics);
            Diagnostic? error = context.Diagnostics.Items.Skip(before).FirstOrDefault(static item => item.Severity == Severity.Error);
            if (error is not null)
            {
                throw new DiagnosticException(error);
            }
        }

        return module;
    }
}
