using Spectre.Console;

namespace PowerSoftmax.Cli;

/// <summary>Where a command writes: results to one side, progress and errors to the other, so that results can be piped.</summary>
internal sealed class Shell
{
    private const int WidthOfFiles = 160;

    private Shell(TextWriter output, TextWriter error)
    {
        Out = output;
        Error = error;
        Results = Console(output);
        Status = Console(error);
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Tables and text for people, on <see cref="Out"/>.</summary>
    public IAnsiConsole Results { get; }

    /// <summary>Progress, on <see cref="Error"/>.</summary>
    public IAnsiConsole Status { get; }

    public static Shell OfProcess() => new(System.Console.Out, System.Console.Error);

    /// <summary>For tests: nothing is colored, nothing moves.</summary>
    public static Shell Of(TextWriter output, TextWriter error) => new(output, error);

    private static IAnsiConsole Console(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
