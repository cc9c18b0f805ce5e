using System.CommandLine;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Cli.Ranges;
using PowerSoftmax.Cli.Runs;
using Spectre.Console;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>powersoftmax run</c>: encrypts inputs, evaluates, decrypts and compares, all on this machine.</summary>
internal static class RunCommand
{
    public static Command Create(Shell shell)
    {
        ModelOptions model = ModelOptions.OfAny();
        Option<FileInfo?> reference = new("--reference") { Description = "The ONNX model of a .psir circuit, for comparison." };
        Option<FileInfo?> input = new("--input") { Description = "Inputs (.npz); an array 'labels' is compared with the answers." };
        Option<string?> text = new("--text") { Description = "A text as input, for models that take the ids of words." };
        Option<FileInfo?> vocabulary = new("--vocabulary") { Description = "Words of --text, one a line. Default: MODEL.vocab.txt beside the model." };
        Option<int?> samples = CheckedOption.OptionalWhole("--samples", "How many of the inputs, evenly spaced. Default: all.", 1, int.MaxValue);
        Option<bool> checkRanges = new("--check-ranges") { Description = "Runs the inputs in the clear as well and lists arguments of polynomials outside of their intervals." };
        Option<bool> strict = CommonOptions.Strict();
        Option<string?> json = CommonOptions.Json();
        Command command = new("run", "Runs a model encrypted on this machine and compares it with the clear one.")
        {
            reference, input, text, vocabulary, samples, checkRanges, strict, json,
        };
        model.AddTo(command);
        command.SetAction((result, cancellationToken) => Task.Run(
            () =>
            {
                IdleOptions.Refuse(result, model.IsCompiled(result) ? [] : [reference], "the ONNX model that is given is the reference. Leave it out, or give a circuit (.psir).");
                IdleOptions.Refuse(result, result.GetValue(text) is null ? [vocabulary] : [samples], "it goes with the other kind of input: --samples with --input, --vocabulary with --text.");
                RunRequest request = new(
                    model.File(result),
                    model.Request(result, sizesServe: IdleOptions.IsGiven(result, reference)),
                    result.GetValue(reference),
                    result.GetValue(input),
                    result.GetValue(text),
                    result.GetValue(vocabulary),
                    result.GetValue(samples))
                {
                    CheckRanges = result.GetValue(checkRanges),
                    Strict = result.GetValue(strict),
                };
                Run(request, result.GetValue(json), shell, cancellationToken);
            },
            cancellationToken));
        return command;
    }

    private static void Run(RunRequest request, string? json, Shell shell, CancellationToken cancellationToken)
    {
        request.Check(json);
        RunReport report = shell.Status.Progress().Start(progress => Run(request, progress, cancellationToken));
        JsonOutput.Write(report, json, shell);
        if (!JsonOutput.ReplacesTables(json))
        {
            RunTables.Write(report, shell.Results);
        }

        RangeWarnings.Write(report.Samples, shell.Error);
        RunSummary.RequireFinite(report.Samples);
    }

    private static RunReport Run(RunRequest request, ProgressContext progress, CancellationToken cancellationToken)
    {
        ProgressTask preparing = progress.AddTask("preparing the circuit");
        using ModelUnderRun model = ModelUnderRun.Open(request);
        RunInputs inputs = RunInputs.Of(request, model.Inputs);
        preparing.Value = 50;
        preparing.Description = "making keys";
        using EncryptedRun run = new(model, request);
        preparing.Value = 100;

        ProgressTask evaluating = progress.AddTask("evaluating");
        List<SampleResult> results = [];
        RunSample[][] evaluations = [.. inputs.Samples.Chunk(model.Circuit.Batch)];
        for (int i = 0; i < evaluations.Length; i++)
        {
            results.AddRange(run.Run(evaluations[i], new RunProgress(evaluating, i, evaluations.Length), cancellationToken));
        }

        return run.Report(results);
    }
}
