using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>One output on one sample, answered twice.</summary>
/// <param name="Output">Name of the output.</param>
/// <param name="Sample">Index of the sample.</param>
/// <param name="Expected">What it is compared with; its last axis is the class axis, where that has two elements or more.</param>
/// <param name="Actual">As many values, in row-major order.</param>
public sealed record AnswerPair(string Output, int Sample, Tensor Expected, double[] Actual)
{
    /// <summary>Elements along the class axis; 1 where there are no classes.</summary>
    public int Classes => Expected.Shape.Rank == 0 ? 1 : Expected.Shape[-1];
}
