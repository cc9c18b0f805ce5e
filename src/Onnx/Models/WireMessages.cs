namespace PowerSoftmax.Onnx.Models;

/// <summary>Which message lies in which field: the schema of <c>onnx.proto</c> as far as messages nest.</summary>
internal static class WireMessages
{
    public static WireMessage Inside(WireMessage outer, ulong field) => (outer, field) switch
    {
        (WireMessage.Model, 7) => WireMessage.Graph,
        (WireMessage.Model, 8) => WireMessage.OperatorSet,
        (WireMessage.Model, 25) => WireMessage.Function,
        (WireMessage.Graph, 1) => WireMessage.Node,
        (WireMessage.Graph, 5) => WireMessage.Tensor,
        (WireMessage.Graph, 11 or 12 or 13) => WireMessage.ValueInfo,
        (WireMessage.Graph, 15) => WireMessage.SparseTensor,
        (WireMessage.Node, 5) => WireMessage.Attribute,
        (WireMessage.Attribute, 5) => WireMessage.Tensor,
        (WireMessage.Attribute, 6) => WireMessage.Graph,
        (WireMessage.ValueInfo, 2) => WireMessage.Type,
        (WireMessage.Type, 1) => WireMessage.TensorType,
        (WireMessage.TensorType, 2) => WireMessage.Shape,
        (WireMessage.Shape, 1) => WireMessage.Dimension,
        (WireMessage.SparseTensor, 1) => WireMessage.Tensor,
        (WireMessage.Tensor, 13) => WireMessage.Entry,
        _ => WireMessage.None,
    };
}
