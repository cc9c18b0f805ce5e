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

/// <summary>Something that is not a supported tensor; whichever node uses it reports the reason.</summary>
internal sealed record UnusableValue(string Reason) : ImportedValue;
