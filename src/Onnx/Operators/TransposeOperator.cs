using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Transpose; without a permutation the axes are reversed.</summary>
internal static class TransposeOperator
{
    public static void Import(NodeContext node)
    {
        int rank = node.Input(0).Shape.Rank;
        IEnumerable<int> permutation = node.Attributes.Integers("perm") ?? Enumerable.Range(0, rank).Reverse();
        EquatableArray<int> axes = permutation.Select(axis => Axes.Normalize(axis, rank)).ToEquatableArray();
        bool same = axes.Count == rank && axes.SequenceEqual(Enumerable.Range(0, rank));
        node.Return(same ? node.Input(0) : node.Apply(null, x => new Transpose(x[0], axes), node.Input(0)));
    }
}
