using System.Text.RegularExpressions;

namespace PowerSoftmax.Cli.Samples;

/// <summary>Words to ids for models with a fixed vocabulary: one word a line, the line's number is the id; the first two are filler and unknown word.</summary>
/// <param name="vocabulary">Words in the order of their ids.</param>
/// <param name="length">Ids that the model takes.</param>
internal sealed partial class WordTokenizer(IReadOnlyList<string> vocabulary, int length)
{
    private const int Unknown = 1;

    private readonly Dictionary<string, int> ids = vocabulary
        .Select(static (word, id) => (word, id))
        .DistinctBy(static entry => entry.word)
        .ToDictionary(static entry => entry.word, static entry => entry.id);

    /// <exception cref="UserException">There is no such file.</exception>
    public static WordTokenizer Load(string path, int length)
    {
        Require(path);
        return new WordTokenizer(File.ReadAllLines(path), length);
    }

    /// <exception cref="UserException">There is no such file.</exception>
    public static void Require(string path)
    {
        if (!File.Exists(path))
        {
            throw new UserException($"The vocabulary '{path}' does not exist. Give it as --vocabulary FILE: one word a line, the line's number is the id.");
        }
    }

    /// <summary>The ids of a text's words and signs, filled up to the model's length.</summary>
    /// <exception cref="UserException">The text is too long.</exception>
    public double[] Encode(string text)
    {
        string[] words = [.. WordPattern().Matches(text.ToLowerInvariant()).Select(static match => match.Value)];
        if (words.Length > length)
        {
            throw new UserException($"The text has {words.Length} tokens; the model takes at most {length}. Shorten it.");
        }

        double[] encoded = new double[length];
        for (int i = 0; i < words.Length; i++)
        {
            encoded[i] = ids.GetValueOrDefault(words[i], Unknown);
        }

        return encoded;
    }

    [GeneratedRegex(@"[a-z0-9']+|[^\sa-z0-9']", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();
}
