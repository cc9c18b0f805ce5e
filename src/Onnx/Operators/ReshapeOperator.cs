using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Reshape; the target was an attribute before opset 5.</summary>
internal static class ReshapeOperator
{
    public static void Import(NodeContext node)
    {
        IReadOnlyList<int> target = node.Opset < 5
            ? node.Attributes.Integers("shape") ?? throw node.Malformed("the attribute 'shape' is missing")
            : node.ConstantIntegers(1, "target shape");
        bool zeroIsZero = node.Opset >= 14 && node.Attributes.Integer("allowzero", 0) != 0;
        Shape source = node.Input(0).Shape;
        node.Return(Reshaping.To(node, null, node.Input(0), Resolve(node, source, target, zeroIsZero)));
    }

    // 0 copies the source's size at that place, one -1 takes what is left.
    private static Shape Resolve(NodeContext node, Shape source, IReadOnlyList<int> target, bool zeroIsZero)
    {
        List<long> sizes = [];
        for (int axis = 0; axis < target.Count; axis++)
        {
            bool copies = target[axis] == 0 && !zeroIsZero;
            if (copies && axis >= source.Rank)
            {
                throw node.Malformed($"the target [{string.Join(", ", target)}] copies axis {axis} of a tensor of rank {source.Rank}");
            }

            sizes.Add(copies ? source[axis] : target[axis]);
        }

        int open = sizes.IndexOf(-1);
        if (open >= 0)
        {
            sizes[open] = 1;
            long known = TensorShapes.FromDimensions(sizes).Count;
            sizes[open] = known > 0 && source.Count % known == 0
                ? source.Count / known
                : throw node.Malformed($"{source.Count} elements do not fill the shape [{string.Join(", ", target)}]");
        }

        return TensorShapes.FromDimensions(sizes);
    }
}
