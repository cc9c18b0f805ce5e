namespace PowerSoftmax.Onnx.Import;

/// <summary>Which open dimensions are the batch: the first axis of an input under one of the names that exporters give it.</summary>
public static class BatchAxis
{
    private static readonly string[] Names = ["batch", "batch_size", "batchsize", "N"];

    /// <summary>Whether an open axis is the batch; a name that merely contains "batch", or another axis, is not.</summary>
    public static bool Is(int axis, string name) => axis == 0 && Names.Contains(name, StringComparer.Ordinal);
}
