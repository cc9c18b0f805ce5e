using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Which kernel lowers an op of the normal form: one line each.</summary>
internal static class RowKernels
{
    public delegate RowValue Kernel(RowLowering lowering, Node node);

    public static IReadOnlyDictionary<Type, Kernel> Table { get; } = new Dictionary<Type, Kernel>
    {
        [typeof(Linear)] = static (lowering, node) => LinearKernel.Lower(lowering, node, (Linear)node.Op),
        [typeof(Center)] = static (lowering, node) => LinearKernel.Lower(lowering, node, (Center)node.Op),
        [typeof(Contract)] = static (lowering, node) => ContractKernel.Lower(lowering, node, (Contract)node.Op),
        [typeof(Multiply)] = static (lowering, node) => MultiplyKernel.Lower(lowering, node, (Multiply)node.Op),
        [typeof(Add)] = static (lowering, node) => AddKernel.Lower(lowering, node, (Add)node.Op),
        [typeof(Subtract)] = static (lowering, node) => AddKernel.Lower(lowering, node, (Subtract)node.Op),
        [typeof(Negate)] = static (lowering, node) => AddKernel.Lower(lowering, node, (Negate)node.Op),
        [typeof(ReduceSum)] = static (lowering, node) => SumKernel.Lower(lowering, node, (ReduceSum)node.Op),
        [typeof(ReduceMean)] = static (lowering, node) => SumKernel.Lower(lowering, node, (ReduceMean)node.Op),
        [typeof(Polynomial)] = static (lowering, node) => FunctionKernel.Lower(lowering, node, (Polynomial)node.Op),
        [typeof(Normalize)] = static (lowering, node) => NormalizeKernel.Lower(lowering, node, (Normalize)node.Op),
        [typeof(Reshape)] = static (lowering, node) => ShapeKernel.Lower(lowering, node, (Reshape)node.Op),
        [typeof(Transpose)] = static (lowering, node) => ShapeKernel.Lower(lowering, node, (Transpose)node.Op),
        [typeof(Slice)] = static (lowering, node) => ShapeKernel.Lower(lowering, node, (Slice)node.Op),
    };
}
