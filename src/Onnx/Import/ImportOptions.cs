using System.Collections.Immutable;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Onnx.Import;

/// <summary>What the importer has to know beside the file: sizes that the file leaves open.</summary>
public sealed record ImportOptions
{
    /// <summary>No sizes given: only a first axis that is named as the batch (see <see cref="BatchAxis"/>) gets one, namely 1.</summary>
    public static ImportOptions Default { get; } = new();

    /// <summary>Sizes of open dimensions, by their name (<c>sequence</c>) or by input and axis (<c>input_ids[1]</c>), which also give shapes that are missing.</summary>
    public ImmutableDictionary<string, int> Dimensions { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Whole shapes of inputs, by input name; they win over the file and over <see cref="Dimensions"/>.</summary>
    public ImmutableDictionary<string, Shape> InputShapes { get; init; } = ImmutableDictionary<string, Shape>.Empty;

    /// <summary>Inputs that always have the same value and become constants, by input name.</summary>
    public ImmutableDictionary<string, Tensor> ConstantInputs { get; init; } = ImmutableDictionary<string, Tensor>.Empty;
}
