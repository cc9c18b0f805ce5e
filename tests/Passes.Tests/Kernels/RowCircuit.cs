using System.Text.RegularExpressions;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Circuits of tensors in short text.</summary>
internal static partial class RowCircuit
{
    /// <param name="inputs">Shapes of the inputs, which are %0, %1 ...: <c>4x8 4x8</c>.</param>
    /// <param name="lines">The other nodes, the last of which is the output. Weights have their shapes as names, behind letters: <c>w8x12</c>.</param>
    public static Module Read(string inputs, string lines)
    {
        string[] shapes = inputs.Split(' ');
        string[] nodes = [.. lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        IEnumerable<string> weights = Weight().Matches(lines).Select(static match => match.Groups[1].Value).Distinct();
        return GraphText.Read(string.Join('\n',
        [
            .. weights.Select(static name => $"weight \"{name}\" : Float64 {name.TrimStart('w', 'b', 'c')}"),
            "graph \"circuit\" {",
            .. shapes.Select(static (shape, place) => $"%{place} = tensor.input() {{name = \"x{place}\", type = \"Float64 {shape}\"}}"),
            .. nodes,
            $"return \"y\" {nodes[^1].Split(' ')[0]}",
            "}",
        ]));
    }

    [GeneratedRegex("(?:weight|bias) = \"([wbc][0-9x]+)\"")]
    private static partial Regex Weight();
}
