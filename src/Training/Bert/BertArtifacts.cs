using PowerSoftmax.Training.Data;
using PowerSoftmax.Training.Export;
using PowerSoftmax.Training.Model;
using PowerSoftmax.Training.Ranges;

namespace PowerSoftmax.Training.Bert;

/// <summary>The files that both models of the sample share.</summary>
internal sealed class BertArtifacts(IntentData corpus, BertMeasurement[] models)
{
    private const int CalibrationCount = 256;
    private const int CalibrationExtremes = 2;

    /// <summary>Writes card, vocabulary, labels, calibration samples and validation set.</summary>
    public void WriteTo(BertFiles files)
    {
        string card = new BertCard(corpus, CalibrationCount, models).Text();
        Console.WriteLine(card);
        File.WriteAllText(files[BertFiles.Card], card);
        WriteLines(files[BertFiles.Vocabulary], corpus.Vocabulary);
        WriteLines(files[BertFiles.Labels], SnipsCorpus.Labels);
        NpzWriter.Write(files[BertFiles.Samples], Tokens(Calibration()));
        NpzWriter.Write(
            files[BertFiles.Validation],
            Tokens(corpus.Validation),
            NpzArray.Of("labels", corpus.Validation.Labels, corpus.Validation.Count));
    }

    /// <summary>Utterances at the ends of what becomes a polynomial in either model, then evenly spaced ones.</summary>
    private EncodedSet Calibration() => CalibrationSelector.Select(
        corpus.Training, models.SelectMany(static model => Measures(model.Rows)), CalibrationExtremes, CalibrationCount);

    private static IEnumerable<ValueRange[]> Measures(UtteranceRanges[] rows) => rows[0].Values
        .Index()
        .Where(static value => value.Item.Kind is RangeKind.LogDenominator or RangeKind.LogVariance or RangeKind.GeluInput)
        .Select(value => (ValueRange[])[.. rows.Select(row => row.Values[value.Index].Range)]);

    private static NpzArray Tokens(EncodedSet set) => NpzArray.Of("tokens", set.Tokens, set.Count, IntentShape.Tokens);

    private static void WriteLines(string path, IEnumerable<string> lines) =>
        File.WriteAllText(path, string.Concat(lines.Select(static line => line + '\n')));
}
