using PowerSoftmax.Samples.PrivateIntent;

namespace PowerSoftmax.Training.Data;

/// <summary>Chooses the words that get an embedding of their own.</summary>
internal static class VocabularyBuilder
{
    /// <summary>Filler, unknown word, then every word seen often enough: most frequent first, ties in ordinal order.</summary>
    public static string[] Build(IEnumerable<Utterance> utterances, int minimumCount)
    {
        IEnumerable<string> words = utterances
            .SelectMany(static utterance => IntentTokenizer.Split(utterance.Text))
            .GroupBy(static word => word, StringComparer.Ordinal)
            .Where(group => group.Count() >= minimumCount)
            .OrderByDescending(static group => group.Count())
            .ThenBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => group.Key);

        return ["[PAD]", "[UNK]", .. words];
    }
}
