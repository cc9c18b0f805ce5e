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
    /// <param name="ranges">Ranges of each of them.</param>
    /// <param name="count">Utterances to choose.</param>
    public static EncodedSet Select(EncodedSet set, UtteranceRanges[] ranges, int count)
    {
        Func<UtteranceRanges, ValueRange>[] measures =
        [
            static row => row.Scores,
            static row => row.Denominator,
            static row => row.Variance,
            static row => row.GeluInput,
            static row => row.Logits,
        ];

        int[] order = [.. Enumerable.Range(0, set.Count)];
        IEnumerable<int> extremes = measures.SelectMany(measure => (int[])
        [
            .. order.OrderBy(row => measure(ranges[row]).Minimum).Take(4),
            .. order.OrderByDescending(row => measure(ranges[row]).Maximum).Take(4),
        ]);
        IEnumerable<int> spaced = Enumerable.Range(0, count).Select(i => (int)((long)i * set.Count / count));

        return set.Select([.. extremes.Concat(spaced).Distinct().Take(count)]);
    }
}
