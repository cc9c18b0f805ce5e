using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>The map x -> x W + b on rows: what a <see cref="Linear"/> computes, with the algebra that passes need.</summary>
/// <param name="Rows">Width of x.</param>
/// <param name="Columns">Width of the result.</param>
/// <param name="Weight">W in row-major order.</param>
/// <param name="Bias">b, or null for none.</param>
public sealed record AffineMap(int Rows, int Columns, double[] Weight, double[]? Bias)
{
    public static AffineMap Of(Linear linear, WeightTable weights)
    {
        Tensor weight = weights.Data(linear.Weight);
        return new AffineMap(weight.Shape[0], weight.Shape[1], weight.Values, linear.Bias is null ? null : weights.Data(linear.Bias).Values);
    }

    /// <summary>Most features of a diagonal map: its matrix takes 128 MiB.</summary>
    public const int MaxDiagonal = 1 << 12;

    /// <summary>The map x -> x D + b for a diagonal D, as a whole matrix.</summary>
    /// <param name="node">Named in the message.</param>
    /// <param name="diagonal">D.</param>
    /// <param name="bias">b, or null for none.</param>
    /// <exception cref="DiagnosticException">PSM1023: the matrix would be too large.</exception>
    public static AffineMap Diagonal(string node, double[] diagonal, double[]? bias)
    {
        if (diagonal.Length > MaxDiagonal)
        {
            throw new DiagnosticException(DiagnosticKinds.RowTooWide, node, diagonal.Length, MaxDiagonal);
        }

        double[] weight = new double[diagonal.Length * diagonal.Length];
        for (int i = 0; i < diagonal.Length; i++)
        {
            weight[(i * diagonal.Length) + i] = diagonal[i];
        }

        return new AffineMap(diagonal.Length, diagonal.Length, weight, bias);
    }

    /// <summary>This map first, then the other.</summary>
    public AffineMap Then(AffineMap next)
    {
        double[]? bias = Bias is null ? null : Product(Bias, 1, next);
        if (next.Bias is not null)
        {
            bias = bias is null ? next.Bias : Sum(bias, next.Bias);
        }

        return new AffineMap(Rows, next.Columns, Product(Weight, Rows, next), bias);
    }

    /// <summary>Multiplications of <see cref="Then"/>.</summary>
    public long WorkBefore(AffineMap next) => (long)Weight.Count(static value => value != 0) * next.Columns;

    /// <summary>The result times a factor for each column.</summary>
    public AffineMap ThenScale(double[] factors) => this with
    {
        Weight = ScaledColumns(factors),
        Bias = Bias is null ? null : [.. Bias.Zip(factors, static (value, factor) => value * factor)],
    };

    public AffineMap ThenScale(double factor) => ThenScale([.. Enumerable.Repeat(factor, Columns)]);

    public AffineMap ThenAdd(double[] summand) => this with { Bias = Bias is null ? summand : Sum(Bias, summand) };

    /// <summary>The result minus its mean over the columns, times the gain.</summary>
    public AffineMap ThenCenter(double gain) => this with
    {
        Weight = CenterRows(Weight, gain),
        Bias = Bias is null ? null : CenterRows(Bias, gain),
    };

    /// <summary>Only some columns of the result.</summary>
    public AffineMap ThenTake(int[] columns) => new(
        Rows,
        columns.Length,
        TakenColumns(columns),
        Bias is null ? null : [.. columns.Select(column => Bias[column])]);

    /// <summary>Adds the map as a node of the rewriter's target, with weights named after <paramref name="weightName"/>.</summary>
    public ValueId AddTo(GraphRewriter rewriter, ValueId input, string weightName, string nodeName)
    {
        string weight = rewriter.AddWeight(weightName, new Tensor(ElementType.Float64, Shape.Of(Rows, Columns), Weight));
        string? bias = Bias is null ? null : rewriter.AddWeight(weightName + ".bias", new Tensor(ElementType.Float64, Shape.Of(Columns), Bias));
        return rewriter.Add(new Linear(input, weight, bias), nodeName);
    }

    private static double[] Product(double[] left, int rows, AffineMap right)
    {
        double[] result = new double[rows * right.Columns];
        for (int row = 0; row < rows; row++)
        {
            for (int inner = 0; inner < right.Rows; inner++)
            {
                double factor = left[(row * right.Rows) + inner];

                // Diagonal matrices are common here; skipping zeros makes their products as cheap as scaling.
                for (int column = 0; factor != 0 && column < right.Columns; column++)
                {
                    result[(row * right.Columns) + column] += factor * right.Weight[(inner * right.Columns) + column];
                }
            }
        }

        return result;
    }

    private static double[] Sum(double[] left, double[] right) => [.. left.Zip(right, static (a, b) => a + b)];

    private double[] CenterRows(double[] values, double gain)
    {
        double[] result = new double[values.Length];
        for (int start = 0; start < values.Length; start += Columns)
        {
            double mean = Mean(values.AsSpan(start, Columns));
            for (int column = start; column < start + Columns; column++)
            {
                result[column] = gain * (values[column] - mean);
            }
        }

        return result;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private double[] ScaledColumns(double[] factors)
    {
        double[] result = new double[Weight.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Weight[i] * factors[i % Columns];
        }

        return result;
    }

    private double[] TakenColumns(int[] columns)
    {
        double[] result = new double[Rows * columns.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Weight[(i / columns.Length * Columns) + columns[i % columns.Length]];
        }

        return result;
    }
}
