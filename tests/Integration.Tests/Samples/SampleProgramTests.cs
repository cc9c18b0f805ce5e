using PowerSoftmax.Integration.Tests.Support;
using PowerSoftmax.Samples.PrivateIntent;

namespace PowerSoftmax.Integration.Tests.Samples;

/// <summary>The sample as a program of its own.</summary>
public sealed class SampleProgramTests
{
    [Fact]
    public void AnswersTheExampleOfTheReadme()
    {
        (int code, string output, string _) = Run("play some jazz by miles davis");

        Assert.Equal(0, code);
        Assert.All(
            ["Intent: PlayMusic", "ONNX Runtime", "Largest difference", "inverse", "peak memory", "128 bits (classical)"],
            words => Assert.Contains(words, output));
    }

    [Fact]
    public void TextThatIsTooLongIsRefused()
    {
        (int code, string _, string error) = Run(string.Join(' ', Enumerable.Repeat("play", 33)));

        Assert.Equal(1, code);
        Assert.Contains("33 tokens; the model takes at most 32", error);
    }

    [Fact]
    public void WithoutATextItSaysHowToGiveOne()
    {
        (int code, string _, string error) = Run();

        Assert.Equal(1, code);
        Assert.Contains("dotnet run", error);
    }

    private static ProgramRun Run(params IEnumerable<string> arguments) => ProgramRun.Of(
        Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet",
        ["exec", typeof(IntentModel).Assembly.Location, .. arguments]);
}
