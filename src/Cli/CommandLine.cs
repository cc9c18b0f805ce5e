using System.CommandLine;
using PowerSoftmax.Cli.Commands;
using PowerSoftmax.Cli.Compilation;

namespace PowerSoftmax.Cli;

/// <summary>The tool <c>powersoftmax</c>.</summary>
internal static class CommandLine
{
    /// <summary>No argument is a response file: a model may be called <c>@x.onnx</c>.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <param name="arguments">As the shell passed them.</param>
    /// <param name="shell">Where results and messages go.</param>
    /// <param name="cancellationToken">Ends the command early; what it was making is then not there.</param>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, Shell shell, CancellationToken cancellationToken = default)
    {
        try
        {
            BuildRequest? build = BuildRequest.Of(arguments);
            ParseResult command = Root(shell).Parse(build?.Arguments ?? arguments, Parsing);
            if (build is not null && build.Refuse(command.Errors.Select(static error => error.Message)))
            {
                return ExitCode.Done;
            }

            return command.InvokeAsync(Invocation(shell), cancellationToken).GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            return ErrorReport.Write(error, shell.Error);
        }
    }

    private static RootCommand Root(Shell shell) => new("Compiles ONNX transformers to circuits on encrypted data, and runs them.")
    {
        PlanCommand.Create(shell),
        CompileCommand.Create(shell),
        RunCommand.Create(shell),
        KeysCommand.Create(shell),
        EncryptCommand.Create(shell),
        EvaluateCommand.Create(shell),
        DecryptCommand.Create(shell),
        BenchCommand.Create(shell),
    };

    // Signals are the process's affair, see Interruption.
    private static InvocationConfiguration Invocation(Shell shell) => new()
    {
        Output = shell.Out,
        Error = shell.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };
}
