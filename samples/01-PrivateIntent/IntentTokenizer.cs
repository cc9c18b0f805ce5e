using System.Text.RegularExpressions;

namespace PowerSoftmax.Samples.PrivateIntent;

/// <summary>Turns an utterance into the fixed-length token ids that <c>intent.onnx</c> expects.</summary>
/// <remarks>
/// Text is lower-cased and split into runs of letters, digits and apostrophes; every other character that is not white
/// space is a token of its own. The ids are padded to <see cref="Length"/>, so the number of words never leaves the client.
/// </remarks>
public sealed partial class IntentTokenizer
{
    /// <summary>Token ids per utterance.</summary>
    public const int Length = 32;

    /// <summary>Id of the filler behind the last word.</summary>
    public const int Pad = 0;

    /// <summary>Id of every word that the vocabulary lacks.</summary>
    public const int Unknown = 1;

    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);

    /// <summary>Takes the words in the order of their ids; the first two stand for filler and unknown words.</summary>
    /// <exception cref="ArgumentException">The vocabulary has fewer than two entries, or a word twice.</exception>
    public IntentTokenizer(IReadOnlyList<string> vocabulary)
    {
        if (vocabulary.Count <= Unknown)
        {
            throw new ArgumentException(
                $"The vocabulary has {vocabulary.Count} entries; it needs the filler, the unknown word and the words.",
                nameof(vocabulary));
        }

        for (int id = 0; id < vocabulary.Count; id++)
        {
            if (!ids.TryAdd(vocabulary[id], id))
            {
                throw new ArgumentException(
                    $"The vocabulary holds '{vocabulary[id]}' twice, at {ids[vocabulary[id]]} and {id}.",
                    nameof(vocabulary));
            }
        }
    }

    /// <summary>Reads a vocabulary file: UTF-8, one word a line, the line number is the id.</summary>
    public static IntentTokenizer Load(string path) => new(File.ReadAllLines(path));

    /// <summary>The words and signs of a text, in order, lower-cased.</summary>
    public static string[] Split(string text) =>
        [.. TokenPattern().Matches(text.ToLowerInvariant()).Select(static match => match.Value)];

    /// <summary>The ids of a text, padded to <see cref="Length"/>.</summary>
    /// <exception cref="ArgumentException">The text has more than <see cref="Length"/> tokens.</exception>
    public long[] Encode(string text)
    {
        string[] tokens = Split(text);

        if (tokens.Length > Length)
        {
            throw new ArgumentException($"The text has {tokens.Length} tokens; the model takes at most {Length}. Shorten it.");
        }

        long[] encoded = new long[Length];

        for (int i = 0; i < tokens.Length; i++)
        {
            encoded[i] = ids.GetValueOrDefault(tokens[i], Unknown);
        }

        return encoded;
    }

    [GeneratedRegex(@"[a-z0-9']+|[^\sa-z0-9']", RegexOptions.CultureInvariant)]
    private static partial Regex TokenPattern();
}
