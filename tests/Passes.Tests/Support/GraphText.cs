using System.Text.RegularExpressions;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>Modules for tests from short text: weight lines, then lines of one or more graphs; types are inferred.</summary>
/// <remarks>
/// <c>weight "w" : Float64 4x4</c> gets reproducible values in [-1, 1]; <c>weight "half" : Float64 scalar = 0.5</c> the given
/// ones. A line of a graph is <c>%0 = tensor.input {name = "x", type = "Float64 2x4"}</c>; its type and name may be left out.
/// </remarks>
public static partial class GraphText
{
    public static Module Read(string text)
    {
        WeightTable weights = WeightTable.Empty;
        List<Graph> graphs = [];
        GraphBuilder? builder = null;
        foreach (string line in text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0))
        {
            if (line.StartsWith("weight ", StringComparison.Ordinal))
            {
                (string name, Tensor data) = ReadWeight(line);
                weights = weights.With(name, data);
            }
            else if (line.StartsWith("graph ", StringComparison.Ordinal))
            {
                builder = new GraphBuilder(line.Split('"')[1], weights);
            }
            else if (line == "}")
            {
                graphs.Add(builder!.Build());
            }
            else
            {
                ReadLine(builder!, line);
            }
        }

        return new Module("test", EquatableArray<MetadataEntry>.Empty, graphs.ToEquatableArray(), weights);
    }

    /// <summary>Graphs in the short form that <see cref="Read"/> takes, without weight lines.</summary>
    public static string Write(Module module) => string.Concat(module.Graphs.Select(Write));

    private static string Write(Graph graph) => TypeAndName().Replace(ModuleWriter.Write(graph), string.Empty);

    private static void ReadLine(GraphBuilder builder, string line)
    {
        string full = line.StartsWith('%') && !TypeAndName().IsMatch(line) ? $"{line} : tensor<Float64 scalar> \"{line.Split(' ')[0]}\"" : line;
        string before = string.Concat(Enumerable.Range(0, builder.Count).Select(static index => $"%{index} = tensor.constant() {{weight = \"\"}} : tensor<Float64 scalar> \"\"\n"));
        Graph graph = ModuleReader.ReadGraph(new TextCursor($"graph \"line\" {{\n{before}{full}\n}}"));
        foreach (Node node in graph.Nodes.Skip(builder.Count))
        {
            builder.Add(node.Op, node.Name);
        }

        foreach (GraphOutput output in graph.Outputs)
        {
            builder.Output(output.Name, output.Value);
        }
    }

    private static (string Name, Tensor Data) ReadWeight(string line)
    {
        string name = line.Split('"')[1];
        string[] parts = line[(line.LastIndexOf('"') + 1)..].TrimStart(' ', ':').Split('=');
        TensorType type = TypeReader.Tensor(new TextCursor(parts[0].Trim()));
        double[] values = parts.Length > 1
            ? [.. parts[1].Split(',').Select(static item => double.Parse(item, System.Globalization.CultureInfo.InvariantCulture))]
            : RandomTensors.Values(name, (int)type.Shape.Count);
        return (name, new Tensor(type.Element, type.Shape, values.Length == type.Shape.Count ? values : [.. Enumerable.Repeat(values[0], (int)type.Shape.Count)]));
    }

    [GeneratedRegex(" : tensor<[^>]*> \"[^\"]*\"")]
    private static partial Regex TypeAndName();
}
