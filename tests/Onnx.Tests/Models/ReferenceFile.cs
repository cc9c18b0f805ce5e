using System.Text.Json;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Onnx.Tests.Models;

/// <summary>Inputs and outputs of a model, recorded by a second evaluator.</summary>
/// <param name="Inputs">Input tensors by name.</param>
/// <param name="Outputs">Output tensors by name.</param>
internal sealed record ReferenceFile(IReadOnlyDictionary<string, Tensor> Inputs, IReadOnlyDictionary<string, Tensor> Outputs)
{
    public static IReadOnlyList<ReferenceFile> Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.GetProperty("cases").EnumerateArray()
            .Select(static entry => new ReferenceFile(Tensors(entry.GetProperty("inputs")), Tensors(entry.GetProperty("outputs"))))
            .ToList();
    }

    private static Dictionary<string, Tensor> Tensors(JsonElement named) =>
        named.EnumerateObject().ToDictionary(static entry => entry.Name, static entry => Read(entry.Value));

    private static Tensor Read(JsonElement tensor) => new(
        tensor.TryGetProperty("type", out JsonElement type) && type.GetString() == "i64" ? ElementType.Int64 : ElementType.Float32,
        Shape.From(tensor.GetProperty("shape").EnumerateArray().Select(static size => size.GetInt32())),
        tensor.GetProperty("data").EnumerateArray().Select(static value => value.GetDouble()).ToArray());
}
