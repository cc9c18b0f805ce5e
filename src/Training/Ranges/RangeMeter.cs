using PowerSoftmax.Training.Data;
using PowerSoftmax.Training.Model;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Ranges;

/// <summary>Measures a network on labeled utterances without changing it.</summary>
internal sealed class RangeMeter(IntentNetwork network)
{
    private const int ChunkSize = 256;

    /// <summary>Evaluates the set once.</summary>
    public RangeReport Measure(string name, EncodedSet set)
    {
        UtteranceRanges[] rows = MeasureEach(set);

        return new RangeReport(
            name,
            set.Count,
            rows.Index().Count(row => row.Item.Class == set.Labels[row.Index]) / (double)set.Count,
            Union(rows, static row => row.Scores),
            Union(rows, static row => row.Denominator),
            Union(rows, static row => row.Variance),
            Union(rows, static row => row.GeluInput),
            Union(rows, static row => row.Logits));
    }

    /// <summary>The ranges of every utterance by itself, in order.</summary>
    public UtteranceRanges[] MeasureEach(EncodedSet set) =>
        [.. Enumerable.Range(0, set.Count).Chunk(ChunkSize).SelectMany(rows => MeasureChunk(set.Select(rows)))];

    private UtteranceRanges[] MeasureChunk(EncodedSet chunk)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        IntentActivations activations = network.forward(tensor(chunk.Tokens).reshape(-1, IntentShape.Tokens));
        long[] classes = activations.Logits.argmax(1).data<long>().ToArray();
        ValueRange[] scores = PerRow(activations.Scores);
        ValueRange[] denominators = PerRow(activations.LogDenominator.exp());
        ValueRange[] variances = PerRow(activations.LogVariance.exp());
        ValueRange[] geluInputs = PerRow(activations.GeluInput);
        ValueRange[] logits = PerRow(activations.Logits);

        return
        [
            .. Enumerable.Range(0, chunk.Count).Select(
                i => new UtteranceRanges(classes[i], scores[i], denominators[i], variances[i], geluInputs[i], logits[i])),
        ];
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
