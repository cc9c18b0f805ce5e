using PowerSoftmax.Training.Data;

namespace PowerSoftmax.Training.Ranges;

/// <summary>Chooses the training utterances that a compiler measures ranges on.</summary>
internal static class CalibrationSelector
{
    /// <summary>
    /// The utterances with the extreme values of every measured range, then evenly spaced ones of the whole set: a sample of
    /// chance alone would miss the ends of the intervals.
    /// </summary>
    /// <param name="set">Utterances in label order, so that even spacing covers all intents.</param>
    /// <param name="measures">What is measured: each entry holds a range for every utterance.</param>
    /// <param name="extremes">Utterances to take at either end of each measure.</param>
    /// <param name="count">Utterances to choose.</param>
    public static EncodedSet Select(EncodedSet set, IEnumerable<ValueRange[]> measures, int extremes, int count)
    {
        int[] order = [.. Enumerable.Range(0, set.Count)];
        IEnumerable<int> ends = measures.SelectMany(ranges => (int[])
        [
            .. order.OrderBy(row => ranges[row].Minimum).Take(extremes),
            .. order.OrderByDescending(row => ranges[row].Maximum).Take(extremes),
        ]);
        IEnumerable<int> spaced = Enumerable.Range(0, count).Select(i => (int)((long)i * set.Count / count));

        return set.Select([.. ends.Concat(spaced).Distinct().Take(count)]);
    }

    /// <summary>The ranges of all values and of the logits, a measure each.</summary>
    public static IEnumerable<ValueRange[]> Measures(UtteranceRanges[] rows) =>
        rows[0].Values
            .Select((_, index) => (ValueRange[])[.. rows.Select(row => row.Values[index].Range)])
            .Append([.. rows.Select(static row => row.Logits)]);
}
