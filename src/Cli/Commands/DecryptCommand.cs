using System.CommandLine;
using PowerSoftmax.Cli.Keys;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Client;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Execution;
using Spectre.Console;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>powersoftmax decrypt</c>: an answer becomes the model's outputs. Reads the secret key.</summary>
internal static class DecryptCommand
{
    public static Command Create(Shell shell)
    {
        ModelOptions model = new();
        Option<DirectoryInfo> keys = new("--keys") { Description = "The directory that 'keys' wrote.", Required = true };
        Option<FileInfo> input = new("--input") { Description = "The answer that 'evaluate' wrote.", Required = true };
        Option<string?> json = CommonOptions.Json();
        Command command = new("decrypt", "Decrypts an answer. Who sees many exact results can find the key: keep them.") { keys, input, json };
        model.AddTo(command);
        command.SetAction(result => Run(
            model.Read(result), result.GetRequiredValue(keys).FullName, result.GetRequiredValue(input).FullName, result.GetValue(json), shell));
        return command;
    }

    private static void Run(Func<Circuit> open, string keys, string input, string? json, Shell shell)
    {
        GivenFile.Require(input, "answer", "evaluate");
        Circuit circuit = open();
        using CircuitClient client = new(circuit, new ClientFolder(keys).ReadSecret(circuit, shell));
        using EncryptedOutput answer = EncryptedFile.ReadAnswer(input, circuit, client.KeyId);
        DecryptReport report = new(circuit.Module.Name, client.KeyId.ToString(), [.. client.DecryptAll(answer).Select(OutputOf)]);
        JsonOutput.Write(report, json, shell);
        if (!JsonOutput.ReplacesTables(json))
        {
            report.Outputs.ToList().ForEach(output => shell.Results.Write(Table(output)));
        }
    }

    private static DecryptedOutput OutputOf(KeyValuePair<string, Tensor> output) => new(
        output.Key, output.Value.Type.Shape.ToString(), output.Value.Values, Array.IndexOf(output.Value.Values, output.Value.Values.Max()));

    private static Table Table(DecryptedOutput output)
    {
        Table table = Tables.Of($"{output.Name}, largest at {output.Largest}", ">Index", ">Value");
        for (int i = 0; i < output.Values.Length; i++)
        {
            table.Row(Numbers.Whole(i), Numbers.Fixed(output.Values[i]));
        }

        return table;
    }

    /// <param name="Keys">The keys' name.</param>
    private sealed record DecryptReport(string Model, string Keys, IReadOnlyList<DecryptedOutput> Outputs);

    /// <param name="Shape">As 1x7.</param>
    /// <param name="Values">In row-major order.</param>
    /// <param name="Largest">Index of the largest value: the class, where the outputs are logits.</param>
    private sealed record DecryptedOutput(string Name, string Shape, double[] Values, int Largest);
}
