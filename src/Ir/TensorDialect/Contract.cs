using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Contraction of two tensors over named dimensions: products of elements, summed over every dimension that the result leaves out.</summary>
/// <remarks>
/// Each operand and the result have one letter for each axis, as in Einstein's notation: <c>ihs, jhs -> hij</c> are the scores of attention,
/// heads h, queries i, keys j, summed over the features s of a head. A dimension of both operands and the result is a batch of contractions.
/// Order of axes costs nothing here, so transposes vanish into the letters. Cost: the product of all sizes.
/// </remarks>
/// <param name="Left">First operand.</param>
/// <param name="Right">Second operand.</param>
/// <param name="Dimensions">The letters.</param>
public sealed record Contract(ValueId Left, ValueId Right, ContractedDimensions Dimensions) : TensorOp
{
    public override string Mnemonic => "tensor.contract";

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Left, Right);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("left", Dimensions.Left), OpAttribute.Of("right", Dimensions.Right), OpAttribute.Of("result", Dimensions.Result));

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Left = inputs[0], Right = inputs[1] };

    public override IrType InferType(TypeContext context)
    {
        TensorType left = context.Operand<TensorType>(0);
        TensorType right = context.Operand<TensorType>(1);
        if (left.Element != right.Element)
        {
            throw new IrException($"the operands are {left.Element} and {right.Element}; both must have one element type");
        }

        IReadOnlyDictionary<char, int> sizes = Dimensions.Sizes(left.Shape, right.Shape);
        return new TensorType(left.Element, Shape.From(Dimensions.Result.Select(letter => sizes[letter])));
    }

    public override long Work(IReadOnlyList<TensorType> operands, TensorType type) =>
        base.Work(operands, type) + Dimensions.Sizes(operands[0].Shape, operands[1].Shape).Values.Aggregate(1L, static (product, size) => product * size);

    /// <remarks>Both operands are brought to the order batch, own, summed, and multiplied as matrices; the order of summation is fixed.</remarks>
    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        IReadOnlyDictionary<char, int> sizes = Dimensions.Sizes(inputs[0].Shape, inputs[1].Shape);
        double[] left = Ordered(inputs[0], Dimensions.Left, Dimensions.Batch + Dimensions.LeftOnly + Dimensions.Summed);
        double[] right = Ordered(inputs[1], Dimensions.Right, Dimensions.Batch + Dimensions.Summed + Dimensions.RightOnly);
        int rows = Count(Dimensions.LeftOnly, sizes);
        int inner = Count(Dimensions.Summed, sizes);
        int columns = Count(Dimensions.RightOnly, sizes);
        double[] products = new double[Count(Dimensions.Batch, sizes) * rows * columns];
        for (int batch = 0; batch * rows * columns < products.Length; batch++)
        {
            MatrixKernel.Multiply(
                new MatrixView(left, batch * rows * inner, rows, inner),
                new MatrixView(right, batch * inner * columns, inner, columns),
                new MatrixView(products, batch * rows * columns, rows, columns));
        }

        string made = Dimensions.Batch + Dimensions.LeftOnly + Dimensions.RightOnly;
        Tensor product = new(type.Element, Shape.From(made.Select(letter => sizes[letter])), products);
        double[] result = Ordered(product, made, Dimensions.Result);
        ElementRounding.RoundInPlace(result, type.Element);
        return new Tensor(type.Element, type.Shape, result);
    }

    internal static Contract Read(OpArguments arguments) => new(
        arguments.Input(0),
        arguments.Input(1),
        new ContractedDimensions(arguments.Text("left"), arguments.Text("right"), arguments.Text("result")));

    private static int Count(string letters, IReadOnlyDictionary<char, int> sizes) =>
        letters.Aggregate(1, (product, letter) => product * sizes[letter]);

    /// <summary>Elements in the order of other letters; those of the tensor itself where that is its own.</summary>
    private static double[] Ordered(Tensor tensor, string letters, string order)
    {
        if (letters == order)
        {
            return tensor.Values;
        }

        int[] strides = tensor.Shape.Strides();
        int[] steps = order.Select(letter => strides[letters.IndexOf(letter)]).ToArray();
        Shape shape = Shape.From(order.Select(letter => tensor.Shape[letters.IndexOf(letter)]));
        int[] indices = StridedIndices.Of(shape, steps, 0);
        double[] ordered = new double[indices.Length];
        for (int i = 0; i < ordered.Length; i++)
        {
            ordered[i] = tensor.Values[indices[i]];
        }

        return ordered;
    }
}
