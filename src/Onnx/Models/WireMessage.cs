namespace PowerSoftmax.Onnx.Models;

/// <summary>Messages of the ONNX format that hold other messages or many fields.</summary>
internal enum WireMessage
{
    /// <summary>Text, bytes, packed numbers, or a message that is not read.</summary>
    None,
    Model,
    OperatorSet,
    Function,
    Graph,
    Node,
    Attribute,
    ValueInfo,
    Type,
    TensorType,
    Shape,
    Dimension,
    Tensor,
    SparseTensor,
    Entry,
}
