using System.Globalization;
using PowerSoftmax.Training.Export;

namespace PowerSoftmax.Training.Digits;

/// <summary>The files of sample 03 and the measurements behind them.</summary>
internal sealed record DigitArtifacts(
    DigitOptions Options, byte[] Model, DigitSet Calibration, DigitSet Shown, DigitRuns Training, DigitRuns Test)
{
    private const int CalibrationCount = 256;
    private const int ShownCount = 100;

    public static DigitArtifacts Measure(DigitNetwork network, DigitSet training, DigitSet test, DigitOptions options)
    {
        byte[] model = DigitExporter.Export(network);

        return new DigitArtifacts(
            options,
            model,
            training.Select(Spaced(training.Count, CalibrationCount)),
            test.Select([.. Enumerable.Range(0, ShownCount)]),
            DigitRuns.Measure(model, network, training),
            DigitRuns.Measure(model, network, test));
    }

    /// <summary>Writes model, card, calibration samples and the images that the sample's client can ask about.</summary>
    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "digits.onnx"), Model);
        File.WriteAllText(Path.Combine(folder, "MODEL-CARD.md"), new DigitCard(this).Text());
        NpzWriter.Write(
            Path.Combine(folder, "digits.samples.npz"),
            NpzArray.Of("pixels", Calibration.Pixels, Calibration.Count, DigitSet.PixelCount));
        File.WriteAllText(Path.Combine(folder, "digits.images.csv"), string.Concat(Enumerable.Range(0, Shown.Count).Select(Line)));
    }

    private static int[] Spaced(int of, int count) => [.. Enumerable.Range(0, count).Select(i => (int)((long)i * of / count))];

    /// <summary>As in the data set: 64 intensities from 0 to 16 and the digit.</summary>
    private string Line(int row)
    {
        IEnumerable<float> values = Shown.Image(row).ToArray().Select(static pixel => pixel * 16).Append(Shown.Labels[row]);

        return string.Join(',', values.Select(static value => value.ToString("0", CultureInfo.InvariantCulture))) + '\n';
    }
}
