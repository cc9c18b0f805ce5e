using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Onnx.Import;

/// <summary>What a tensor name of the file stands for during import.</summary>
internal abstract record ImportedValue;

/// <summary>A value that is known now.</summary>
/// <param name="Data">The value.</param>
/// <param name="Name">Name it gets as a weight, when the graph needs it.</param>
internal sealed record ConstantValue(Tensor Data, string Name) : TypedValue(Data.Type);

/// <summary>A value that the graph computes.</summary>
internal sealed record ComputedValue(ValueId Id, TensorType Type) : TypedValue(Type);

/// <summary>A tensor of known type.</summary>
internal abstract record TypedValue(TensorType Type) : ImportedValue
{
    public Shape Shape => Type.Shape;
}

/// <summary>A weight that is not a supported tensor; whichever node uses it reports the reason.</summary>
internal sealed record UnusableValue(string Reason) : ImportedValue;

/// <summary>An input that is not a supported tensor; whichever node uses it reports it.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Problem">What it is: "is no tensor".</param>
/// <param name="Help">What to do.</param>
internal sealed record UnusableInput(string Name, string Problem, string Help) : ImportedValue;

/// <summary>Follows from a node that is not supported; nothing that uses it is reported.</summary>
internal sealed record FailedValue : ImportedValue
{
    public static FailedValue Instance { get; } = new();
}
