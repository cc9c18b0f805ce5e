using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Matrix product over the last two axes; leading axes broadcast; a vector counts as a row (left) or column (right).</summary>
public sealed record MatMul(ValueId Left, ValueId Right) : TensorOp
{
    public override string Mnemonic => "tensor.matmul";

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Left, Right);

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Left = inputs[0], Right = inputs[1] };

    public override IrType InferType(TypeContext context)
    {
        TensorType left = context.Operand<TensorType>(0);
        TensorType right = context.Operand<TensorType>(1);
        if (left.Element != right.Element)
        {
            throw new IrException($"the operands are {left.Element} and {right.Element}; both must have one element type");
        }

        if (left.Shape.Rank == 0 || right.Shape.Rank == 0)
        {
            throw new IrException("a scalar has no matrix product; use Multiply");
        }

        Shape rows = AsMatrix(left.Shape, isLeft: true);
        Shape columns = AsMatrix(right.Shape, isLeft: false);
        if (rows[-1] != columns[-2])
        {
            throw new IrException($"shapes {left.Shape} and {right.Shape} do not multiply: {rows[-1]} columns meet {columns[-2]} rows");
        }

        IEnumerable<int> sizes = Broadcasting.Join(Batch(rows), Batch(columns)).Dimensions;
        sizes = left.Shape.Rank > 1 ? sizes.Append(rows[-2]) : sizes;
        sizes = right.Shape.Rank > 1 ? sizes.Append(columns[-1]) : sizes;
        return new TensorType(left.Element, Shape.From(sizes));
    }

    public override long Work(IReadOnlyList<TensorType> operands, TensorType type) =>
        base.Work(operands, type) + (type.Shape.Count * AsMatrix(operands[0].Shape, isLeft: true)[-1]);

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        Shape left = AsMatrix(inputs[0].Shape, isLeft: true);
        Shape right = AsMatrix(inputs[1].Shape, isLeft: false);
        Shape batch = Broadcasting.Join(Batch(left), Batch(right));
        int[] leftMap = Broadcasting.Map(Batch(left), batch);
        int[] rightMap = Broadcasting.Map(Batch(right), batch);
        (int rows, int inner, int columns) = (left[-2], left[-1], right[-1]);
        double[] result = new double[type.Shape.Count];
        for (int b = 0; b < leftMap.Length; b++)
        {
            MatrixKernel.Multiply(
                new MatrixView(inputs[0].Values, leftMap[b] * rows * inner, rows, inner),
                new MatrixView(inputs[1].Values, rightMap[b] * inner * columns, inner, columns),
                new MatrixView(result, b * rows * columns, rows, columns));
        }

        ElementRounding.RoundInPlace(result, type.Element);
        return new Tensor(type.Element, type.Shape, result);
    }

    private static Shape AsMatrix(Shape shape, bool isLeft) =>
        shape.Rank > 1 ? shape : isLeft ? Shape.Of(1, shape[0]) : Shape.Of(shape[0], 1);

    private static Shape Batch(Shape shape) => Shape.From(shape.Dimensions.Take(shape.Rank - 2));
}
