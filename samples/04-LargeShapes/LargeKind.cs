using PowerSoftmax.Onnx.Wire;
using PowerSoftmax.Onnx.Writing;
using PowerSoftmax.LargeShapes.Models;

namespace PowerSoftmax.LargeShapes;

/// <summary>A model that the sample builds.</summary>
/// <param name="Name">Name of its files and on the command line.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="HasMask">Whether it takes a padding mask.</param>
/// <param name="Create">Builds it.</param>
internal sealed record LargeKind(string Name, LargeShape Shape, bool HasMask, Func<LargeShape, WeightFile?, ModelProto> Create)
{
    public static IReadOnlyList<LargeKind> All { get; } =
    [
        new("bert-base", LargeShape.BertBase, true, BertModel.Create),
        new("pythia-70m", LargeShape.Pythia70M, false, static (shape, file) => PythiaModel.Create(shape, file, withVocabulary: false)),
        new("pythia-70m-logits", LargeShape.Pythia70M, false, static (shape, file) => PythiaModel.Create(shape, file, withVocabulary: true)),
    ];
}
