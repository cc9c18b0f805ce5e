using System.CommandLine;
using PowerSoftmax.Cli.Commands;

namespace PowerSoftmax.Cli;

/// <summary>The tool <c>powersoftmax</c>.</summary>
internal static class CommandLine
{
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, Shell shell)
    {
        RootCommand root = new("Compiles ONNX transformers to circuits on encrypted data, and runs them.")
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

        InvocationConfiguration configuration = new()
        {
            Output = shell.Out,
            Error = shell.Error,
            EnableDefaultExceptionHandler = false,
        };

        try
        {
            return root.Parse(arguments).Invoke(configuration);
        }
        catch (Exception error)
        {
            return ErrorReport.Write(error, shell.Error);
        }
    }
}
