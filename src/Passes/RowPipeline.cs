using PowerSoftmax.Passes.Algebra;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Check;
using PowerSoftmax.Passes.Contractions;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes;

/// <summary>The road from an imported model of any shape to what is laid out in rows. Read top to bottom.</summary>
public static class RowPipeline
{
    public static Pipeline Create() => new([.. TensorPipeline.OneSpelling(), .. ToCircuit(), .. Polynomials()]);

    /// <summary>From one spelling to the refusal of what no layout takes.</summary>
    internal static IReadOnlyList<IPass> ToCircuit() =>
    [
        .. NormalFormPipeline.ToCircuit(),
        new CheckFunctions(),
        new CheckRows(LastMaps()),
    ];

    /// <summary>Polynomials in place of functions.</summary>
    internal static IReadOnlyList<IPass> Polynomials() =>
    [
        new ApproximateFunctions(),
        .. LastMaps(),
    ];

    /// <summary>The maps onto the polynomials' intervals, and what of linear layers is none.</summary>
    private static IReadOnlyList<IPass> LastMaps() =>
    [
        .. TensorPipeline.LastMaps(),
        new MeansIntoLayers(),
        new TakeApartDiagonals(),
        new NameNodesApart(),
    ];
}
