using System.CommandLine;
using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Cli.Keys;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Cli.Ranges;
using PowerSoftmax.Cli.Runs;
using PowerSoftmax.Client;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>powersoftmax encrypt</c>: one input becomes a question in a file. Reads the secret key.</summary>
internal static class EncryptCommand
{
    public static Command Create(Shell shell)
    {
        ModelOptions model = new();
        Option<DirectoryInfo> keys = new("--keys") { Description = "The directory that 'keys' wrote.", Required = true };
        Option<FileInfo?> input = new("--input") { Description = "Inputs (.npz)." };
        Option<int> sample = new("--sample") { Description = "Which of the inputs, from 0." };
        Option<string?> text = new("--text") { Description = "A text as input, for models that take the ids of words." };
        Option<FileInfo?> vocabulary = new("--vocabulary") { Description = "Words of --text, one a line." };
        Option<FileInfo> output = new("--output", "-o") { Description = "The question to write.", Required = true };
        Option<bool> strict = CommonOptions.Strict();
        Option<string?> json = CommonOptions.Json();
        Command command = new("encrypt", "Encrypts an input to a question for the server.") { keys, input, sample, text, vocabulary, output, strict, json };
        model.AddTo(command);
        command.SetAction(result => Run(
            model.Read(result),
            new ClientOptions { Strict = result.GetValue(strict) },
            result.GetRequiredValue(keys).FullName,
            new QuestionSource(result.GetValue(input), result.GetValue(sample), result.GetValue(text), result.GetValue(vocabulary)),
            new Target(result.GetRequiredValue(output).FullName, result.GetValue(json)),
            shell));
        return command;
    }

    private static void Run(Func<Circuit> open, ClientOptions options, string keys, QuestionSource source, Target target, Shell shell)
    {
        source.Check();
        Circuit circuit = open();
        using CircuitClient client = new(circuit, new ClientFolder(keys).ReadSecret(circuit, shell)) { Options = options };
        using EncryptedInput question = client.Encrypt(source.Read(CircuitSource.Inputs(circuit)));
        EncryptedFile.WriteQuestion(target.File, question);

        string[] warnings = [.. question.Warnings.Select(static warning => warning.ToString())];
        RangeWarnings.Write(warnings, shell.Error);
        EncryptReport report = new(circuit.Module.Name, client.KeyId.ToString(), target.File, question.Ciphertexts.Count, new FileInfo(target.File).Length, warnings);
        JsonOutput.Write(report, target.Json, shell);
        if (!JsonOutput.ReplacesTables(target.Json))
        {
            shell.Out.WriteLine($"{report.Question}: {report.Ciphertexts} ciphertexts, {Numbers.Bytes(report.Bytes)}, for the keys {report.Keys}");
        }
    }

    /// <param name="Keys">The keys' name.</param>
    /// <param name="Warnings">Where the input leaves the calibrated ranges.</param>
    private sealed record EncryptReport(string Model, string Keys, string Question, int Ciphertexts, long Bytes, IReadOnlyList<string> Warnings);
}
