using System.Globalization;

namespace PowerSoftmax.Training.Digits;

/// <summary>Reads the comma-separated files of the optdigits data set: 64 intensities from 0 to 16, then the digit.</summary>
internal static class DigitFile
{
    private const int Brightest = 16;

    /// <exception cref="FormatException">A line has another number of values, or one out of range.</exception>
    public static DigitSet Read(string path)
    {
        List<float> pixels = [];
        List<long> labels = [];

        foreach (string line in File.ReadLines(path).Where(static line => line.Length > 0))
        {
            int[] values = [.. line.Split(',').Select(static word => int.Parse(word, CultureInfo.InvariantCulture))];
            Check(values, $"{path}, line {labels.Count + 1}");
            pixels.AddRange(values.Take(DigitSet.PixelCount).Select(static value => value / (float)Brightest));
            labels.Add(values[^1]);
        }

        return new DigitSet([.. pixels], [.. labels]);
    }

    private static void Check(int[] values, string where)
    {
        bool rightCount = values.Length == DigitSet.PixelCount + 1;

        if (!rightCount || values[..^1].Any(static value => value is < 0 or > Brightest) || values[^1] is < 0 or >= DigitSet.Classes)
        {
            throw new FormatException($"{where}: 64 numbers from 0 to {Brightest} and a digit are expected.");
        }
    }
}
