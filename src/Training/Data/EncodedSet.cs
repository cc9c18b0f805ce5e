using PowerSoftmax.Samples.PrivateIntent;

namespace PowerSoftmax.Training.Data;

/// <summary>Utterances as token ids, row-major [Count, 32], with their labels [Count].</summary>
internal sealed record EncodedSet(long[] Tokens, long[] Labels)
{
    /// <summary>Number of utterances.</summary>
    public int Count => Labels.Length;

    /// <summary>Encodes all utterances that fit the model; longer ones are left out.</summary>
    public static EncodedSet From(IEnumerable<Utterance> utterances, IntentTokenizer tokenizer)
    {
        Utterance[] fitting =
            [.. utterances.Where(static utterance => IntentTokenizer.Split(utterance.Text).Length <= IntentTokenizer.Length)];

        return new EncodedSet(
            [.. fitting.SelectMany(utterance => tokenizer.Encode(utterance.Text))],
            [.. fitting.Select(static utterance => (long)utterance.Label)]);
    }

    /// <summary>The rows at the given positions, in that order.</summary>
    public EncodedSet Select(IReadOnlyList<int> rows)
    {
        long[] tokens = new long[rows.Count * IntentTokenizer.Length];
        long[] labels = new long[rows.Count];

        for (int i = 0; i < rows.Count; i++)
        {
            Row(rows[i]).CopyTo(tokens.AsSpan(i * IntentTokenizer.Length));
            labels[i] = Labels[rows[i]];
        }

        return new EncodedSet(tokens, labels);
    }

    private ReadOnlySpan<long> Row(int row) => Tokens.AsSpan(row * IntentTokenizer.Length, IntentTokenizer.Length);
}
