using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Batches;

/// <summary>Samples of one input as samples of a batch.</summary>
internal static class BatchedSamples
{
    /// <summary>One batch: the samples in turn.</summary>
    /// <param name="samples">Tensors by name, of one input each.</param>
    /// <param name="size">Inputs of a batch; 1 leaves the samples as they are.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Of(IReadOnlyList<IReadOnlyDictionary<string, Tensor>> samples, int size) => size == 1 || samples.Count == 0
        ? samples
        : [TensorBatch.Stack([.. Enumerable.Range(0, size).Select(index => samples[index % samples.Count])], size)];
}
