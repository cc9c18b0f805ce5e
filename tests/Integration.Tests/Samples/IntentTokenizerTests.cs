using PowerSoftmax.Samples.PrivateIntent;

namespace PowerSoftmax.Integration.Tests.Samples;

public sealed class IntentTokenizerTests
{
    private static readonly IntentTokenizer Small = new(["[PAD]", "[UNK]", "play", "don't", ","]);

    [Fact]
    public void LowersSplitsAndPads()
    {
        long[] ids = Small.Encode("  PLAY, don't\tstop");

        Assert.Equal(IntentTokenizer.Length, ids.Length);
        Assert.Equal([2, 4, 3, IntentTokenizer.Unknown], ids[..4]);
        Assert.All(ids[4..], static id => Assert.Equal(IntentTokenizer.Pad, id));
    }

    [Fact]
    public void TakesExactlyTheModelsLength() =>
        Assert.DoesNotContain(IntentTokenizer.Pad, Small.Encode(string.Join(' ', Enumerable.Repeat("play", 32))).Select(static id => (int)id));

    [Fact]
    public void RefusesLongerTextWithLengthAndLimit()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            static () => Small.Encode(string.Join(' ', Enumerable.Repeat("play", 33))));

        Assert.Contains("33 tokens", error.Message);
        Assert.Contains("at most 32", error.Message);
    }

    [Fact]
    public void RefusesAVocabularyWithAWordTwice()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            static () => new IntentTokenizer(["[PAD]", "[UNK]", "play", "play"]));

        Assert.Contains("'play' twice, at 2 and 3", error.Message);
    }

    [Fact]
    public void ReadsTheVocabularyOfTheSample()
    {
        IntentTokenizer tokenizer = IntentTokenizer.Load(IntentFiles.PathOf("intent.vocab.txt"));

        Assert.DoesNotContain(IntentTokenizer.Unknown, tokenizer.Encode("play some jazz by miles davis").Select(static id => (int)id));
    }
}
