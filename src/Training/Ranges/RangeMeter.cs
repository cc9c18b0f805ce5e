using PowerSoftmax.Training.Data;
using PowerSoftmax.Training.Model;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Ranges;

/// <summary>Measures a network on labeled utterances without changing it.</summary>
internal sealed class RangeMeter(nn.Module<Tensor, IntentActivations> network)
{
    private const int ChunkSize = 256;

    /// <summary>Evaluates the set once.</summary>
    public RangeReport Measure(string name, EncodedSet set) => Report(name, set, MeasureEach(set));

    /// <summary>Sums up what was measured on every utterance of the set.</summary>
    public static RangeReport Report(string name, EncodedSet set, UtteranceRanges[] rows) => new(
        name,
        set.Count,
        rows.Index().Count(row => row.Item.Class == set.Labels[row.Index]) / (double)set.Count,
        [.. rows[0].Values.Select((value, index) => value with { Range = Union(rows, row => row.Values[index].Range) })],
        Union(rows, static row => row.Logits));

    /// <summary>The ranges of every utterance by itself, in order.</summary>
    public UtteranceRanges[] MeasureEach(EncodedSet set) =>
        [.. Enumerable.Range(0, set.Count).Chunk(ChunkSize).SelectMany(rows => MeasureChunk(set.Select(rows)))];

    private UtteranceRanges[] MeasureChunk(EncodedSet chunk)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        IntentActivations activations = network.forward(tensor(chunk.Tokens).reshape(-1, IntentShape.Tokens));
        long[] classes = activations.Logits.argmax(1).data<long>().ToArray();
        NamedRange[][] values = [.. activations.Values.Select(PerRow)];
        ValueRange[] logits = PerRow(activations.Logits);

        return
        [
            .. Enumerable.Range(0, chunk.Count).Select(
                row => new UtteranceRanges(classes[row], [.. values.Select(rows => rows[row])], logits[row])),
        ];
    }

    private static NamedRange[] PerRow(RangedValue value)
    {
        bool isLogarithm = value.Kind is RangeKind.LogDenominator or RangeKind.LogVariance;
        ValueRange[] ranges = PerRow(isLogarithm ? value.Values.exp() : value.Values);

        return [.. ranges.Select(range => new NamedRange(value.Name, value.Kind, range))];
    }

    private static ValueRange[] PerRow(Tensor values)
    {
        Tensor flat = values.reshape(values.shape[0], -1);
        float[] minima = flat.amin([1]).data<float>().ToArray();
        float[] maxima = flat.amax([1]).data<float>().ToArray();

        return [.. minima.Zip(maxima, static (minimum, maximum) => new ValueRange(minimum, maximum))];
    }

    private static ValueRange Union(UtteranceRanges[] rows, Func<UtteranceRanges, ValueRange> select) =>
        rows.Aggregate(ValueRange.Empty, (range, row) => range.Union(select(row)));
}
