using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Batches;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes;

/// <summary>The whole compiler: from an imported model and samples to a checked circuit on ciphertexts.</summary>
public static class Compiler
{
    /// <param name="imported">A module with the graph <c>model</c>.</param>
    /// <param name="calibration">The user's samples; null is an error where the model has functions to approximate.</param>
    /// <param name="options">The user's choices.</param>
    /// <param name="costs">Measured costs; null for the table that ships.</param>
    /// <returns>Errors of the model are diagnostics of the result and are not thrown.</returns>
    /// <exception cref="ParameterException">The options ask for another security than 128 or 192 bits, or for rings outside of 2^13 to 2^17.</exception>
    public static CompilationResult Compile(
        Module imported, ICalibrationSource? calibration, CompilerOptions options, CostTable? costs = null)
    {
        options.Check();
        PassContext context = new(new DiagnosticBag(), options, calibration);
        try
        {
            return BatchSearch.Run(TensorPipeline.Run(imported, context), options, costs ?? CostTable.Default(), context);
        }
        catch (DiagnosticException error)
        {
            if (!context.Diagnostics.Items.Contains(error.Diagnostic))
            {
                context.Diagnostics.Add(error.Diagnostic);
            }

            return new CompilationResult(null, null, context.Diagnostics.Items) { Approximation = context.Approximation };
        }
    }
}
