using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A contraction of an encrypted value with a constant: elementwise where nothing is summed and nothing new arises, else a linear map whose matrix has a block for each index that both have. A level.</summary>
internal static class ConstantContractKernel
{
    /// <param name="lowering">The lowering.</param>
    /// <param name="node">The contraction.</param>
    /// <param name="value">The encrypted operand.</param>
    /// <param name="letters">Of its axes.</param>
    /// <param name="constant">The other operand.</param>
    /// <param name="constantLetters">Of its axes.</param>
    /// <param name="result">Letters of the result.</param>
    public static RowValue Lower(RowLowering lowering, Node node, RowValue value, string letters, Tensor constant, string constantLetters, string result)
    {
        Shape shape = constant.Shape;
        string wide = new([.. constantLetters.Where((_, axis) => shape[axis] > 1)]);
        return wide.All(letter => letters.Contains(letter) && result.Contains(letter))
            ? Elementwise(lowering, node, value, letters, constant, wide, result)
            : Mapped(lowering, node, value, letters, constant, constantLetters, result);
    }

    private static RowValue Elementwise(RowLowering lowering, Node node, RowValue value, string letters, Tensor constant, string wide, string result)
    {
        string[] dimensions = [.. wide.SelectMany(letter => value.Axes[letters.IndexOf(letter)])];
        RowValue product = Plaintexts.Multiply(lowering, value, constant, dimensions, node.Name);
        return product.WithAxes([.. result.Select(letter => letters.IndexOf(letter) is >= 0 and int axis ? value.Axes[axis] : [])]);
    }

    private static RowValue Mapped(RowLowering lowering, Node node, RowValue value, string letters, Tensor constant, string constantLetters, string result)
    {
        // Letters of both are contracted and produced again, under new names.
        string contracted = new([.. letters.Where(letter => constantLetters.Contains(letter))]);
        string produced = new([.. result.Where(letter => constantLetters.Contains(letter))]);
        TensorDimension[][] dimensions = [.. result.Select((letter, axis) => produced.Contains(letter)
            ? [.. lowering.DimensionsOf(node.Id, axis)]
            : value.Axes[letters.IndexOf(letter)].Select(name => new TensorDimension(name, value.Layout.Dimension(name).Extent, lowering.Roles.Of(node.Id, axis))).ToArray())];
        Layout output = RowLayouts.Of(lowering.Rows, [.. dimensions.SelectMany(static axis => axis)]);
        string[] columns = [.. result.SelectMany((letter, axis) => produced.Contains(letter) ? dimensions[axis].Select(static dimension => dimension.Name) : [])];
        string[] rows = [.. contracted.SelectMany(letter => value.Axes[letters.IndexOf(letter)])];
        string weight = lowering.AddWeight(node.Name + ".matrix", Matrix(constant, constantLetters, contracted, produced));
        PackedLinearMap map = new(value.Value, weight, new LinearMap(value.Layout, output, rows, columns));
        return new RowValue(lowering.Builder.Add(map, node.Name), output, [.. dimensions.Select(static axis => axis.Select(static dimension => dimension.Name).ToArray())]);
    }

    /// <summary>Rows by the letters that are contracted, columns by those that are produced; zero where a letter of both has two values.</summary>
    private static Tensor Matrix(Tensor constant, string letters, string contracted, string produced)
    {
        int[] rowSizes = Sizes(contracted);
        int[] columnSizes = Sizes(produced);
        Shape shape = Shape.Of(rowSizes.Aggregate(1, static (product, size) => product * size), columnSizes.Aggregate(1, static (product, size) => product * size));
        int[] strides = constant.Shape.Strides();
        double[] values = new double[shape.Count];
        for (int place = 0; place < values.Length; place++)
        {
            int[] row = Digits(place / shape[1], rowSizes);
            int[] column = Digits(place % shape[1], columnSizes);
            bool isBlock = contracted.All(letter => produced.IndexOf(letter) is int at && (at < 0 || column[at] == row[contracted.IndexOf(letter)]));
            values[place] = isBlock ? constant.Values[letters.Select((letter, axis) => strides[axis] * Index(letter, row, column)).Sum()] : 0;
        }

        return new Tensor(ElementType.Float64, shape, values);

        int[] Sizes(string of) => [.. of.Select(letter => constant.Shape[letters.IndexOf(letter)])];

        int Index(char letter, int[] row, int[] column) => contracted.IndexOf(letter) is >= 0 and int at ? row[at] : column[produced.IndexOf(letter)];
    }

    private static int[] Digits(int number, int[] sizes)
    {
        int[] digits = new int[sizes.Length];
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            digits[i] = number % sizes[i];
            number /= sizes[i];
        }

        return digits;
    }
}
