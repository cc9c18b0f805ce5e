using PowerSoftmax.Cli.Samples;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Samples;

namespace PowerSoftmax.Cli.Runs;

/// <summary>The inputs of a run, in order.</summary>
/// <param name="Indices">Where each lies in the file; 0 for a text.</param>
/// <param name="Values">Each by input name.</param>
/// <param name="Labels">The right classes, where the file has an array <c>labels</c>.</param>
internal sealed record RunInputs(
    IReadOnlyList<int> Indices, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Values, IReadOnlyList<int>? Labels)
{
    /// <summary>One by one.</summary>
    public IEnumerable<RunSample> Samples => Indices.Select((index, i) => new RunSample(index, Labels?[i], Values[i]));

    private const string LabelArray = "labels";

    /// <exception cref="UserException">The input does not fit the model, or has fewer samples than are asked for.</exception>
    public static RunInputs Of(RunRequest request, IReadOnlyList<Input> inputs) => request.Text is string text
        ? OfText(text, request, inputs)
        : OfFile(request.Input!.FullName, request.Samples, inputs);

    private static RunInputs OfFile(string path, int? samples, IReadOnlyList<Input> inputs)
    {
        IReadOnlyDictionary<string, Tensor> arrays = NpzFile.Read(path);
        SampleSet set = SampleSet.Of(path, arrays, inputs);
        if (samples > set.Count)
        {
            throw new UserException($"--samples {samples}: '{path}' has {set.Count} samples. Give a number from 1 to {set.Count}.");
        }

        int count = samples ?? set.Count;
        int[] indices = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * set.Count / count))];
        bool labeled = arrays.TryGetValue(LabelArray, out Tensor? labels) && labels.Shape.Count == set.Count;
        return new RunInputs(
            indices, [.. indices.Select(index => set[index])], labeled ? [.. indices.Select(index => (int)labels!.Values[index])] : null);
    }

    private static RunInputs OfText(string text, RunRequest request, IReadOnlyList<Input> inputs)
    {
        if (inputs.Count != 1)
        {
            throw new UserException($"--text gives one input, the model takes {inputs.Count} ({string.Join(", ", inputs.Select(static input => input.Name))}). Use --input FILE.npz.");
        }

        WordTokenizer tokenizer = WordTokenizer.Load(request.VocabularyPath, (int)inputs[0].Type.Shape.Count);
        Tensor ids = new(inputs[0].Type.Element, inputs[0].Type.Shape, tokenizer.Encode(text));
        return new RunInputs([0], [new Dictionary<string, Tensor> { [inputs[0].Name] = ids }], null);
    }
}
