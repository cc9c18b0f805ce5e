namespace PowerSoftmax.Cli.Tests.Support;

/// <summary>What the tool said and how it ended.</summary>
internal sealed record Tool(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the tool in this process.</summary>
    public static Tool Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = CommandLine.Run(arguments, Shell.Of(output, error));
        return new Tool(code, output.ToString(), error.ToString());
    }
}
