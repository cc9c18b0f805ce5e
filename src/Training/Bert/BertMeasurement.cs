using PowerSoftmax.Training.Data;
using PowerSoftmax.Training.Export;
using PowerSoftmax.Training.Learning;
using PowerSoftmax.Training.Ranges;

namespace PowerSoftmax.Training.Bert;

/// <summary>What was measured of one model.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Layers">Number of encoder layers.</param>
/// <param name="Model">The bytes of the file.</param>
/// <param name="Rows">Ranges of every training utterance.</param>
/// <param name="Reports">Of training data, validation data and random tokens.</param>
/// <param name="Agreement">Of ONNX Runtime with the network on the validation data.</param>
internal sealed record BertMeasurement(
    string Name, int Layers, byte[] Model, UtteranceRanges[] Rows, RangeReport[] Reports, OnnxAgreement Agreement)
{
    private const int ProbeCount = 2048;

    /// <summary>Reads the model's file and measures it.</summary>
    public static BertMeasurement Of(string name, int layers, IntentData corpus, BertFiles files)
    {
        byte[] model = File.ReadAllBytes(files[name]);
        using BertNetwork network = BertImporter.Read(model, corpus.Vocabulary.Length, layers);
        RangeMeter meter = new(network);
        BatchSource source = new(corpus.Training, corpus.Vocabulary.Length, BertOptions.TwoLayers);
        EncodedSet probes = new(source.Probes(ProbeCount), new long[ProbeCount]);
        UtteranceRanges[] rows = meter.MeasureEach(corpus.Training);

        return new BertMeasurement(
            name,
            layers,
            model,
            rows,
            [
                RangeMeter.Report("training", corpus.Training, rows),
                meter.Measure("validation", corpus.Validation),
                meter.Measure("random tokens", probes) with { Accuracy = double.NaN },
            ],
            OnnxAgreement.Measure(model, network, corpus.Validation));
    }
}
