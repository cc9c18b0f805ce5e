using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes;

/// <summary>The road from an imported model of any shape to the normal form that a lowering by contractions takes. Read top to bottom.</summary>
/// <remarks>Functions are still themselves; the lowering of today takes <see cref="TensorPipeline"/> instead.</remarks>
public static class NormalFormPipeline
{
    public static Pipeline Create() => new(
    [
        .. TensorPipeline.OneSpelling(),
        new SplitClientServer(),
        .. TensorPipeline.LinearAlgebra(),
        new RemoveDeadCode(),
        new NameNodesApart(),
    ]);
}
