using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Cli.Samples;

/// <summary>Samples out of an .npz file: one array for each model input, the first axis counting samples.</summary>
internal sealed class SampleSet
{
    private readonly IReadOnlyDictionary<string, Tensor> arrays;
    private readonly IReadOnlyList<Input> inputs;

    private SampleSet(IReadOnlyDictionary<string, Tensor> arrays, IReadOnlyList<Input> inputs, int count)
    {
        this.arrays = arrays;
        this.inputs = inputs;
        Count = count;
    }

    public int Count { get; }

    /// <summary>The inputs of one sample by name, in the shapes the model asks for.</summary>
    public IReadOnlyDictionary<string, Tensor> this[int sample] =>
        inputs.ToDictionary(static input => input.Name, input => Row(input, sample));

    /// <param name="path">Shown in messages.</param>
    /// <param name="arrays">The file's arrays by name; those that are no input are ignored.</param>
    /// <param name="inputs">What the model asks for.</param>
    /// <exception cref="DiagnosticException">PSM1003: an array is missing or does not fit; PSM2017: a value is infinite or NaN.</exception>
    public static SampleSet Of(string path, IReadOnlyDictionary<string, Tensor> arrays, IEnumerable<Input> inputs)
    {
        List<Input> wanted = [.. inputs];
        int[] counts = [.. wanted.Select(input => CountOf(path, arrays, input)).Distinct()];
        return counts.Length == 1
            ? new SampleSet(arrays, wanted, counts[0])
            : throw Wrong(path, $"its arrays hold different numbers of samples ({string.Join(", ", counts)}); every input needs the same number");
    }

    private static int CountOf(string path, IReadOnlyDictionary<string, Tensor> arrays, Input input)
    {
        if (!arrays.TryGetValue(input.Name, out Tensor? array))
        {
            throw Wrong(path, $"it has no array '{input.Name}', which the model takes; it has {string.Join(", ", arrays.Keys.Order(StringComparer.Ordinal))}");
        }

        int count = array.Shape.Rank == 0 ? 0 : array.Shape[0];
        if (count > 0 && NonFinite.Of(array.Values) is { } broken)
        {
            int size = array.Values.Length / count;
            throw new DiagnosticException(
                DiagnosticKinds.SampleNotFinite, path, input.Name, broken.ValueText, broken.Place(array.Shape), broken.Element / size);
        }

        return count > 0 && array.Shape.Count == count * input.Type.Shape.Count
            ? count
            : throw Wrong(path, $"array '{input.Name}' has shape {array.Shape}; samples of shape {input.Type.Shape} are needed, counted by a first axis of at least 1");
    }

    private static DiagnosticException Wrong(string path, string reason) => new(DiagnosticKinds.FileUnreadable, path, reason);

    private Tensor Row(Input input, int sample)
    {
        int size = (int)input.Type.Shape.Count;
        return new Tensor(input.Type.Element, input.Type.Shape, arrays[input.Name].Values.AsSpan(sample * size, size).ToArray());
    }
}
