using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>NonZero of a constant, as exporters use it to count upwards; of other values the result's shape would not be static.</summary>
internal static class NonZeroOperator
{
    public static void Import(NodeContext node)
    {
        Tensor input = node.Constant(0, "operand");
        node.Hold((input.Shape.Rank + 1L) * input.Values.Length);
        int[] places = Enumerable.Range(0, input.Values.Length).Where(place => input.Values[place] != 0).ToArray();
        int[] strides = input.Shape.Strides();
        IEnumerable<double> indices = Enumerable.Range(0, input.Shape.Rank)
            .SelectMany(axis => places.Select(place => (double)(place / strides[axis] % input.Shape[axis])));
        node.Return(node.NewConstant("indices", new Tensor(ElementType.Int64, Shape.Of(input.Shape.Rank, places.Length), indices.ToArray())));
    }
}
