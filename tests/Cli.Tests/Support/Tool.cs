namespace PowerSoftmax.Cli.Tests.Support;

/// <summary>What the tool said and how it ended.</summary>
internal sealed record Tool(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the tool in this process.</summary>
    public static Tool Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    /// <summary>The same, to be ended early.</summary>
    public static Tool Run(CancellationToken cancellationToken, params string[] arguments)
    {
        // Not disposed: a progress bar's thread may still write a last time when the command has ended, and must not fail then.
        StringWriter output = new(), error = new();
        int code = CommandLine.Run(arguments, Shell.Of(output, error), cancellationToken);
        return new Tool(code, output.ToString(), error.ToString());
    }
}
