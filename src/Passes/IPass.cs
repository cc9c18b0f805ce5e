using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes;

/// <summary>One step of the compiler: a pure function from module to module.</summary>
/// <remarks>Beside every pass lies <c>Name.md</c> with before and after blocks that a test runs.</remarks>
public interface IPass
{
    /// <summary>Verb and object, as in <c>recognize-linear</c>.</summary>
    string Name { get; }

    /// <exception cref="Ir.Diagnostics.DiagnosticException">The pass cannot go on; the user sees the diagnostic.</exception>
    Module Run(Module module, PassContext context);
}
