using PowerSoftmax.Passes.Check;
using PowerSoftmax.Passes.Kernels;

namespace PowerSoftmax.Passes;

/// <summary>The road from an imported model of any shape to what is laid out in rows. Read top to bottom.</summary>
public static class RowPipeline
{
    public static Pipeline Create() => new([.. TensorPipeline.OneSpelling(), .. ToCircuit(), .. TensorPipeline.Polynomials()]);

    /// <summary>From one spelling to the refusal of what no layout takes.</summary>
    internal static IReadOnlyList<IPass> ToCircuit() =>
    [
        .. NormalFormPipeline.ToCircuit(),
        new CheckFunctions(),
        new CheckRows(TensorPipeline.LastMaps()),
    ];
}
