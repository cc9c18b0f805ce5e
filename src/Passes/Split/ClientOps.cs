using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Split;

/// <summary>Which ops the client runs in the clear: cheap ones, by token, before the first matrix and after the last.</summary>
public static class ClientOps
{
    /// <summary>Ops that may run before the circuit; a product with a trained matrix belongs to the server.</summary>
    public static bool MayComeFirst(Op op) => op is not (Linear or MatMul or Contract or PowerAttention or Ir.TensorDialect.PowerSoftmax or Softmax);

    /// <summary>Ops that may run after the circuit, on the few numbers of the answer.</summary>
    public static bool MayComeLast(Op op) => op is Softmax or Sigmoid or Exp or Reshape or Transpose or Cast;
}
