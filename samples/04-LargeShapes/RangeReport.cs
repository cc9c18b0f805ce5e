using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using Spectre.Console;

namespace PowerSoftmax.LargeShapes;

/// <summary>Ranges of what polynomials would have to approximate, layer by layer, as ONNX Runtime computes them on sample inputs.</summary>
internal static class RangeReport
{
    private static readonly (string Title, string Suffix)[] Columns =
    [
        ("scores", "/attention/scores"), ("1/x of", "/attention/softmax/denominator"), ("GELU of", "/mlp/up"), ("variance before norm 1", "/norm1"), ("before norm 2", "/norm2"),
    ];

    /// <summary>Ranges by layer and column.</summary>
    /// <exception cref="InvalidOperationException">A value is infinite or no number.</exception>
    public static IReadOnlyList<IReadOnlyList<(double Least, double Most)>> Measure(OnnxModel model, IEnumerable<Dictionary<string, Tensor>> samples, int layers)
    {
        string[][] names = [.. Enumerable.Range(0, layers).Select(layer => Columns.Select(column => Observed(model, $"/layer.{layer}{column.Suffix}")).ToArray())];
        (double Least, double Most)[][] ranges = [.. names.Select(static row => row.Select(static _ => (double.PositiveInfinity, double.NegativeInfinity)).ToArray())];
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(model, names.SelectMany(static row => row).Distinct());
        foreach (Dictionary<string, Tensor> sample in samples)
        {
            IReadOnlyDictionary<string, Tensor> values = session.Run(sample);
            for (int layer = 0; layer < layers; layer++)
            {
                for (int column = 0; column < Columns.Length; column++)
                {
                    Widen(ref ranges[layer][column], Numbers(values[names[layer][column]], isNorm: column >= 3), names[layer][column]);
                }
            }
        }

        return ranges;
    }

    public static void Write(IReadOnlyList<IReadOnlyList<(double Least, double Most)>> ranges, IAnsiConsole console)
    {
        Table table = new Table().Title("ranges in ONNX Runtime").AddColumn("layer").AddColumns([.. Columns.Select(static column => column.Title)]);
        for (int layer = 0; layer < ranges.Count; layer++)
        {
            table.AddRow([$"{layer}", .. ranges[layer].Select(static range => FormattableString.Invariant($"{range.Least:G3} .. {range.Most:G3}"))]);
        }

        console.Write(table);
    }

    // Of a norm its operand is looked at.
    private static string Observed(OnnxModel model, string tensor) =>
        model.Proto.Graph.Node.Single(node => node.Output[0] == tensor) is { OpType: "LayerNormalization" } norm ? norm.Input[0] : tensor;

    private static double[] Numbers(Tensor tensor, bool isNorm)
    {
        if (!isNorm)
        {
            return tensor.Values;
        }

        int width = tensor.Shape[-1];
        return [.. Enumerable.Range(0, tensor.Values.Length / width).Select(row => Variance(tensor.Values.AsSpan(row * width, width)))];
    }

    private static double Variance(ReadOnlySpan<double> row)
    {
        double mean = 0;
        foreach (double value in row)
        {
            mean += value / row.Length;
        }

        double variance = 0;
        foreach (double value in row)
        {
            variance += (value - mean) * (value - mean) / row.Length;
        }

        return variance;
    }

    private static void Widen(ref (double Least, double Most) range, double[] values, string name)
    {
        if (!Array.TrueForAll(values, double.IsFinite))
        {
            throw new InvalidOperationException($"'{name}' is not finite");
        }

        range = (Math.Min(range.Least, values.Min()), Math.Max(range.Most, values.Max()));
    }
}
