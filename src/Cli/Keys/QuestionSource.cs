using PowerSoftmax.Cli.Output;
using PowerSoftmax.Cli.Samples;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Samples;

namespace PowerSoftmax.Cli.Keys;

/// <summary>The one input that is to be encrypted.</summary>
/// <param name="Input">A file of inputs (.npz); null for a text.</param>
/// <param name="Sample">Which of them, from 0.</param>
/// <param name="Text">A text; null for a file.</param>
/// <param name="Vocabulary">Words by id, for a text.</param>
internal sealed record QuestionSource(FileInfo? Input, int Sample, string? Text, FileInfo? Vocabulary)
{
    /// <exception cref="UserException">There is no input, more than one kind, or something is missing for it.</exception>
    public void Check()
    {
        if (Input is null == Text is null)
        {
            throw new UserException("'encrypt' needs one input: give --input FILE.npz or --text TEXT.");
        }

        if (Text is not null && Vocabulary is null)
        {
            throw new UserException("--text needs the model's words: give --vocabulary FILE with one word a line.");
        }

        if (Vocabulary is not null)
        {
            WordTokenizer.Require(Vocabulary.FullName);
        }

        new PathChecks().Require("--input", Input?.FullName);
    }

    /// <summary>The model's inputs by name.</summary>
    /// <exception cref="UserException">There is no such sample, or a text does not fit the model.</exception>
    public IReadOnlyDictionary<string, Tensor> Read(IReadOnlyList<Input> inputs) => Text is string text ? Encode(text, inputs) : Pick(inputs);

    private IReadOnlyDictionary<string, Tensor> Pick(IReadOnlyList<Input> inputs)
    {
        SampleSet samples = SampleSet.Of(Input!.FullName, NpzFile.Read(Input.FullName), inputs);
        return Sample < samples.Count
            ? samples[Sample]
            : throw new UserException($"--sample {Sample}: '{Input.FullName}' has {samples.Count} samples. Give a number from 0 to {samples.Count - 1}.");
    }

    private Dictionary<string, Tensor> Encode(string text, IReadOnlyList<Input> inputs)
    {
        if (inputs.Count != 1)
        {
            throw new UserException($"--text gives one input, the model takes {inputs.Count} ({string.Join(", ", inputs.Select(static input => input.Name))}). Use --input FILE.npz.");
        }

        WordTokenizer tokenizer = WordTokenizer.Load(Vocabulary!.FullName, (int)inputs[0].Type.Shape.Count);
        return new Dictionary<string, Tensor>
        {
            [inputs[0].Name] = new Tensor(inputs[0].Type.Element, inputs[0].Type.Shape, tokenizer.Encode(text)),
        };
    }
}
