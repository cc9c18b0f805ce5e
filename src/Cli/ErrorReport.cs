using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Client;
using PowerSoftmax.Contracts;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Cli;

/// <summary>Tells the user's mistakes from ours.</summary>
internal static class ErrorReport
{
    /// <returns>The exit code that the error asks for.</returns>
    public static int Write(Exception error, TextWriter writer)
    {
        switch (error)
        {
            case AggregateException several when several.InnerExceptions.Count > 0:
                return several.InnerExceptions.Max(inner => Write(inner, writer));
            case CompilationFailedException failure:
                WriteAll(failure.Diagnostics, writer);
                return ExitCode.InputWrong;
            case DiagnosticException diagnostic:
                writer.WriteLine(diagnostic.Diagnostic);
                return ExitCode.InputWrong;
            case InvalidCircuitException circuit:
                writer.WriteLine(circuit.Diagnostic);
                return ExitCode.InputWrong;
            case InputOutOfRangeException outOfRange:
                writer.WriteLine(outOfRange.Diagnostic);
                return ExitCode.InputWrong;
            case OperationCanceledException:
                writer.WriteLine("canceled");
                return ExitCode.Canceled;
            case not null when IsUsers(error):
                writer.WriteLine($"error: {error.Message}");
                return ExitCode.InputWrong;
            default:
                writer.WriteLine($"This is a bug in powersoftmax, please report it with the command and this text:\n{error}");
                return ExitCode.Bug;
        }
    }

    public static void WriteAll(IEnumerable<Diagnostic> diagnostics, TextWriter writer)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            writer.WriteLine(diagnostic);
        }
    }

    private static bool IsUsers(Exception error) => error is UserException
        or InvalidInputException
        or SharedPrecisionException
        or UnsupportedContractException
        or InvalidEncryptedDataException
        or IdentityMismatchException
        or MissingEvaluationKeyException
        or InvalidKeyDirectoryException
        or KeyBudgetException
        or ParameterException
        or CkksException
        or IOException
        or UnauthorizedAccessException;
}
