using PowerSoftmax.Samples.PrivateIntent;
using PowerSoftmax.Training.Data;

namespace PowerSoftmax.Training.Learning;

/// <summary>Draws shuffled, noisy batches and random probes; the same seed gives the same sequence.</summary>
internal sealed class BatchSource(EncodedSet set, int vocabularySize, TrainingOptions options)
{
    private readonly Random random = new(options.Seed);

    /// <summary>One pass over the set in random order; the incomplete last batch is left out.</summary>
    public IEnumerable<EncodedSet> Epoch()
    {
        int[] order = [.. Enumerable.Range(0, set.Count)];
        random.Shuffle(order);

        foreach (int[] rows in order.Chunk(options.BatchSize).Where(rows => rows.Length == options.BatchSize))
        {
            EncodedSet batch = set.Select(rows);
            ForgetWords(batch.Tokens);

            yield return batch;
        }
    }

    /// <summary>Random sequences of random length: texts unlike the corpus must stay in range too.</summary>
    public long[] Probes(int count)
    {
        long[] tokens = new long[count * IntentTokenizer.Length];

        for (int row = 0; row < count; row++)
        {
            int length = random.Next(IntentTokenizer.Length + 1);
            double unknownRate = random.NextDouble();

            for (int i = 0; i < length; i++)
            {
                tokens[(row * IntentTokenizer.Length) + i] =
                    random.NextDouble() < unknownRate ? IntentTokenizer.Unknown : random.Next(2, vocabularySize);
            }
        }

        return tokens;
    }

    private void ForgetWords(long[] tokens)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] != IntentTokenizer.Pad && random.NextDouble() < options.UnknownRate)
            {
                tokens[i] = IntentTokenizer.Unknown;
            }
        }
    }
}
