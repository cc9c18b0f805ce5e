using System.Diagnostics;

namespace PowerSoftmax.Integration.Tests.Support;

/// <summary>What a program said and how it ended.</summary>
internal sealed record ProgramRun(int Code, string Output, string Error)
{
    public static ProgramRun Of(string program, params IEnumerable<string> arguments)
    {
        using Process process = Start(program, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProgramRun(process.ExitCode, output, error.Result);
    }

    /// <summary>Starts a program whose streams the caller reads.</summary>
    public static Process Start(string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>The rest of the output's line that holds these words.</summary>
    public string After(string words) =>
        Output.Split('\n').Single(line => line.Contains(words, StringComparison.Ordinal)).Split(words)[1].Trim();
}
