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
        ModelOptions model = ModelOptions.OfAny();
        Option<DirectoryInfo> keys = new("--keys") { Description = "The directory that 'keys' wrote.", Required = true };
        Option<FileInfo?> input = new("--input") { Description = "Inputs (.npz)." };
        Option<int> sample = CheckedOption.Whole("--sample", "Which of the inputs, counted from 0:", 0, int.MaxValue, 0);
        Option<string?> text = new("--text") { Description = "A text as input, for models that take the ids of words." };
        Option<FileInfo?> vocabulary = new("--vocabulary") { Description = "Words of --text, one a line." };
        Option<FileInfo> output = new("--output", "-o") { Description = "The question to write.", Required = true };
        Option<bool> strict = CommonOptions.Strict();
        Option<string?> json = CommonOptions.Json();
        Command command = new("encrypt", "Encrypts an input to a question for the server.") { keys, input, sample, text, vocabulary, output, strict, json };
        model.AddTo(command);
        command.SetAction(result =>
        {
            IdleOptions.Refuse(result, result.GetValue(text) is null ? [vocabulary] : [sample], "it goes with the other kind of input: --sample with --input, --vocabulary with --text.");
            QuestionSource source = new(result.GetValue(input), result.GetValue(sample), result.GetValue(text), result.GetValue(vocabulary));
            Target target = new(result.GetRequiredValue(output).FullName, result.GetValue(json));
            source.Check();
            target.Check(new PathChecks().Model(model.File(result)).Read("--input", source.Input?.FullName).Read("--vocabulary", source.Vocabulary?.FullName));
            Run(model.Read(result), new ClientOptions { Strict = result.GetValue(strict) }, result.GetRequiredValue(keys).FullName, source, target, shell);
        });
        return command;
    }

    private static void Run(Func<Circuit> open, ClientOptions options, string keys, QuestionSource source, Target target, Shell shell)
    {
        ClientFolder folder = new(keys);
        folder.RequireSecret();
        Circuit circuit = open();
        using CircuitClient client = new(circuit, folder.ReadSecret(circuit, shell)) { Options = options };
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
