using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Graphs;

/// <summary>One line of a graph: a value, the op that makes it, its type and the name it had in the model.</summary>
/// <param name="Id">The value; its index is the node's position in the graph.</param>
/// <param name="Op">What makes the value.</param>
/// <param name="Type">The value's type.</param>
/// <param name="Name">Where it comes from: the ONNX node's name, with a suffix where one node became several.</param>
public sealed record Node(ValueId Id, Op Op, IrType Type, string Name);
