using PowerSoftmax.Training.Data;
using PowerSoftmax.Training.Export;
using PowerSoftmax.Training.Learning;
using PowerSoftmax.Training.Model;
using PowerSoftmax.Training.Ranges;

namespace PowerSoftmax.Training;

/// <summary>The files of the sample and the measurements behind them.</summary>
internal sealed record IntentArtifacts(
    byte[] Model,
    string[] Vocabulary,
    EncodedSet Calibration,
    EncodedSet Validation,
    RangeReport[] Reports,
    OnnxAgreement Agreement)
{
    private const int CalibrationCount = 256;
    private const int CalibrationExtremes = 4;
    private const int ProbeCount = 2048;

    /// <summary>Exports the network and measures it on training data, validation data and random tokens.</summary>
    public static IntentArtifacts Measure(
        IntentNetwork network, string[] vocabulary, EncodedSet training, EncodedSet validation, TrainingOptions options)
    {
        RangeMeter meter = new(network);
        byte[] model = new IntentExporter(network).Export();
        BatchSource source = new(training, vocabulary.Length, options);
        EncodedSet probes = new(source.Probes(ProbeCount), new long[ProbeCount]);

        return new IntentArtifacts(
            model,
            vocabulary,
            CalibrationSelector.Select(
                training, CalibrationSelector.Measures(meter.MeasureEach(training)), CalibrationExtremes, CalibrationCount),
            validation,
            [
                meter.Measure("training", training),
                meter.Measure("validation", validation),
                meter.Measure("random tokens", probes) with { Accuracy = double.NaN },
            ],
            OnnxAgreement.Measure(model, network, validation));
    }

    /// <summary>Writes model, card, vocabulary, labels, calibration samples and validation set.</summary>
    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "intent.onnx"), Model);
        File.WriteAllText(Path.Combine(folder, "MODEL-CARD.md"), new ModelCard(this).Text());
        WriteLines(Path.Combine(folder, "intent.vocab.txt"), Vocabulary);
        WriteLines(Path.Combine(folder, "intent.labels.txt"), SnipsCorpus.Labels);
        NpzWriter.Write(Path.Combine(folder, "intent.samples.npz"), Tokens(Calibration));
        NpzWriter.Write(
            Path.Combine(folder, "intent.validation.npz"),
            Tokens(Validation),
            NpzArray.Of("labels", Validation.Labels, Validation.Count));
    }

    private static NpzArray Tokens(EncodedSet set) => NpzArray.Of("tokens", set.Tokens, set.Count, IntentShape.Tokens);

    private static void WriteLines(string path, IEnumerable<string> lines) =>
        File.WriteAllText(path, string.Concat(lines.Select(static line => line + '\n')));
}
