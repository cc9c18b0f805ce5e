using PowerSoftmax.Samples.PrivateIntent;

namespace PowerSoftmax.Training.Data;

/// <summary>The encoded corpus and the vocabulary it is encoded with.</summary>
internal sealed record IntentData(string[] Vocabulary, EncodedSet Training, EncodedSet Validation)
{
    /// <summary>Reads the corpus; its training utterances choose the words.</summary>
    /// <param name="folder">The SNIPS files.</param>
    /// <param name="minimumWordCount">Words seen less often become the unknown word.</param>
    public static IntentData Read(string folder, int minimumWordCount)
    {
        SnipsCorpus corpus = new(folder);
        Utterance[] utterances = corpus.ReadTraining();
        string[] vocabulary = VocabularyBuilder.Build(utterances, minimumWordCount);
        IntentTokenizer tokenizer = new(vocabulary);
        EncodedSet training = EncodedSet.From(utterances, tokenizer);
        Console.WriteLine($"{training.Count} of {utterances.Length} training utterances fit in {IntentTokenizer.Length} tokens; {vocabulary.Length} words");

        return new IntentData(vocabulary, training, EncodedSet.From(corpus.ReadValidation(), tokenizer));
    }
}
