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
        ModelOptions model = ModelOptions.OfAny();
        Option<DirectoryInfo> keys = new("--keys") { Description = "The directory that 'keys' wrote.", Required = true };
        Option<FileInfo> input = new("--input") { Description = "The answer that 'evaluate' wrote.", Required = true };
        Option<string?> json = CommonOptions.Json();
        Command command = new("decrypt", "Decrypts an answer. Who sees many exact results can find the key: keep them.") { keys, input, json };
        SharedOptions shared = new();
        model.AddTo(command);
        shared.AddTo(command);
        command.SetAction(result =>
        {
            string answer = result.GetRequiredValue(input).FullName;
            GivenFile.Require(answer, "answer", "evaluate");
            new PathChecks().Model(model.File(result)).Read("--input", answer).Write("--json", JsonOutput.FileOf(result.GetValue(json))).Run();
            Run(model.Read(result), new ClientFolder(result.GetRequiredValue(keys).FullName), answer, new Display(shared.Read(result), result.GetValue(json)), shell);
        });
        return command;
    }

    private static void Run(Func<Circuit> open, ClientFolder keys, string input, Display display, Shell shell)
    {
        keys.RequireSecret();
        Circuit circuit = open();
        using CircuitClient client = new(circuit, keys.ReadSecret(circuit, shell));
        using EncryptedOutput answer = EncryptedFile.ReadAnswer(input, circuit, client.KeyId);
        IReadOnlyDictionary<string, Tensor> outputs = display.Shared is SharedPrecision precision
            ? client.DecryptSharedAll(answer, precision)
            : client.DecryptAll(answer);
        SharedNoise? noise = display.Shared is SharedPrecision asked ? SharedNoise.Of(circuit, asked) : null;
        DecryptReport report = new(circuit.Module.Name, client.KeyId.ToString(), noise, [.. outputs.Select(OutputOf)]);
        JsonOutput.Write(report, display.Json, shell);
        if (!JsonOutput.ReplacesTables(display.Json))
        {
            if (noise is not null)
            {
                shell.Results.WriteLine($"Shared: multiples of 2^{-noise.Bits} with noise of that deviation, {Numbers.Fixed(noise.SecurityBits)} bits of statistical security over {display.Shared!.Results} results; up to {noise.FinestBits} bits would do.");
            }

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

    /// <param name="Shared">For whom the results are: null where they stay with the key's owner.</param>
    /// <param name="Json">Where the result goes as JSON.</param>
    private sealed record Display(SharedPrecision? Shared, string? Json);

    /// <param name="Keys">The keys' name.</param>
    /// <param name="Shared">The noise that makes the results fit to be shown; null where there is none.</param>
    private sealed record DecryptReport(string Model, string Keys, SharedNoise? Shared, IReadOnlyList<DecryptedOutput> Outputs);

    /// <param name="Shape">As 1x7.</param>
    /// <param name="Values">In row-major order.</param>
    /// <param name="Largest">Index of the largest value: the class, where the outputs are logits.</param>
    private sealed record DecryptedOutput(string Name, string Shape, double[] Values, int Largest);
}
