using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>The user's sample inputs with the values the original model computes on them.</summary>
public interface ICalibrationSource
{
    int SampleCount { get; }

    /// <summary>The value of a node of the imported graph (an input, or any other node, by its name) on one sample.</summary>
    /// <exception cref="KeyNotFoundException">The model has no such node, or its value cannot be observed.</exception>
    Tensor Value(int sample, string nodeName);
}
