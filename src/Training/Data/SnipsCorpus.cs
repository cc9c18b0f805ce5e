using System.Text;
using System.Text.Json;

namespace PowerSoftmax.Training.Data;

/// <summary>Reads the SNIPS intent corpus (2017-06 custom intent engines, CC0 1.0).</summary>
internal sealed class SnipsCorpus(string folder)
{
    /// <summary>The seven intents; the position is the class index of the model.</summary>
    public static IReadOnlyList<string> Labels { get; } =
    [
        "AddToPlaylist",
        "BookRestaurant",
        "GetWeather",
        "PlayMusic",
        "RateBook",
        "SearchCreativeWork",
        "SearchScreeningEvent",
    ];

    /// <summary>Some training files are ISO-8859-1; strict UTF-8 tells them apart.</summary>
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>About 13,800 utterances, files in label order.</summary>
    public Utterance[] ReadTraining() => ReadAll("train_{0}_full.json");

    /// <summary>700 utterances, 100 of each intent.</summary>
    public Utterance[] ReadValidation() => ReadAll("validate_{0}.json");

    private Utterance[] ReadAll(string pattern) =>
        [.. Enumerable.Range(0, Labels.Count).SelectMany(label => ReadFile(string.Format(null, pattern, Labels[label]), label))];

    private List<Utterance> ReadFile(string name, int label)
    {
        using JsonDocument document = JsonDocument.Parse(Decode(File.ReadAllBytes(Path.Combine(folder, name))));
        List<Utterance> utterances = [];

        foreach (JsonElement entry in document.RootElement.GetProperty(Labels[label]).EnumerateArray())
        {
            StringBuilder text = new();

            foreach (JsonElement fragment in entry.GetProperty("data").EnumerateArray())
            {
                text.Append(fragment.GetProperty("text").GetString());
            }

            utterances.Add(new Utterance(text.ToString(), label));
        }

        return utterances;
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
