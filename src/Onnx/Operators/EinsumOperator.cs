using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Einsum of one operand, a sum and a transpose, or of two, a contraction; with a constant it is a matrix product where its dimensions allow.</summary>
internal static class EinsumOperator
{
    public static void Import(NodeContext node)
    {
        string equation = string.Concat((node.Attributes.Text("equation") ?? throw node.Malformed("the attribute 'equation' is missing")).Where(static x => !char.IsWhiteSpace(x)));
        string[] sides = equation.Split("->");
        string[] operands = sides[0].Split(',');
        string result = sides.Length > 1 ? sides[1] : string.Concat(sides[0].Where(letter => letter != ',' && sides[0].Count(other => other == letter) == 1).Order());
        bool isPlain = equation.All(static x => x is (>= 'a' and <= 'z') or ',' or '-' or '>') && operands.All(static letters => letters.Distinct().Count() == letters.Length);
        if (!isPlain || operands.Length != node.InputCount || operands.Length > 2)
        {
            throw node.Unsupported($"Its equation '{equation}' is none of one or two operands with different small letters; export the model with products of matrices.");
        }

        node.Return(operands.Length == 1
            ? Summed(node, null, node.Input(0), operands[0], result).Value
            : Product(node, operands[0], operands[1], result));
    }

    private static TypedValue Product(NodeContext node, string left, string right, string result)
    {
        (TypedValue first, left) = Summed(node, "left", node.Input(0), left, string.Concat(left.Where(letter => right.Contains(letter) || result.Contains(letter))));
        (TypedValue second, right) = Summed(node, "right", node.Input(1), right, string.Concat(right.Where(letter => left.Contains(letter) || result.Contains(letter))));
        ContractedDimensions dimensions = new(left, right, result);
        dimensions.Sizes(first.Shape, second.Shape);
        string rows = dimensions.LeftOnly;
        bool isMatrix = second is ConstantValue && first is not ConstantValue && dimensions.Batch.Length == 0 && dimensions.Summed.Length > 0
            && left == rows + dimensions.Summed && result == rows + dimensions.RightOnly;
        return isMatrix ? MatrixProduct(node, first, second, dimensions) : node.Apply(null, x => new Contract(x[0], x[1], dimensions), first, second);
    }

    /// <summary>[rows, summed] times a constant brought to [summed, columns].</summary>
    private static TypedValue MatrixProduct(NodeContext node, TypedValue left, TypedValue right, ContractedDimensions dimensions)
    {
        (TypedValue ordered, _) = Summed(node, "matrix", right, dimensions.Right, dimensions.Summed + dimensions.RightOnly);
        int rows = dimensions.LeftOnly.Length;
        int summed = dimensions.Summed.Length;
        int inner = ordered.Shape.Dimensions.Take(summed).Aggregate(1, static (product, size) => product * size);
        int columns = ordered.Shape.Dimensions.Skip(summed).Aggregate(1, static (product, size) => product * size);
        TypedValue matrix = Reshaping.To(node, "weight", ordered, Shape.Of(inner, columns));
        TypedValue flat = Reshaping.To(node, "flat", left, Shape.From(left.Shape.Dimensions.Take(rows).Append(inner)));
        TypedValue product = node.Apply("product", static x => new MatMul(x[0], x[1]), flat, matrix);
        return Reshaping.To(node, null, product, Shape.From(left.Shape.Dimensions.Take(rows).Concat(ordered.Shape.Dimensions.Skip(summed))));
    }

    /// <summary>The value with only these dimensions, in this order; the others are summed.</summary>
    private static (TypedValue Value, string Letters) Summed(NodeContext node, string? part, TypedValue value, string letters, string wanted)
    {
        if (letters.Length != value.Shape.Rank || wanted.Any(letter => !letters.Contains(letter)) || wanted.Distinct().Count() != wanted.Length)
        {
            throw node.Malformed($"dimensions '{letters}' of a tensor {value.Shape} do not make '{wanted}'");
        }

        EquatableArray<int> left = Enumerable.Range(0, letters.Length).Where(axis => !wanted.Contains(letters[axis])).ToEquatableArray();
        string kept = string.Concat(letters.Where(wanted.Contains));
        bool turns = kept != wanted;
        TypedValue sum = left.Count == 0 ? value : node.Apply(turns ? $"{part}sum" : part, x => new ReduceSum(x[0], left, false), value);
        return turns
            ? (node.Apply(part, x => new Transpose(x[0], wanted.Select(letter => kept.IndexOf(letter)).ToEquatableArray()), sum), wanted)
            : (sum, wanted);
    }
}
