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
        Argument<FileInfo> model = new("model") { Description = "An ONNX model, or a circuit (.psir) with its weight file beside it." };
        Option<FileInfo?> calibration = CommonOptions.Calibration();
        Option<FileInfo?> reference = new("--reference") { Description = "The ONNX model of a .psir circuit, for comparison." };
        Option<FileInfo?> input = new("--input") { Description = "Inputs (.npz); an array 'labels' is compared with the answers." };
        Option<string?> text = new("--text") { Description = "A text as input, for models that take the ids of words." };
        Option<FileInfo?> vocabulary = new("--vocabulary") { Description = "Words of --text, one a line. Default: MODEL.vocab.txt beside the model." };
        Option<int?> samples = new("--samples") { Description = "How many of the inputs, evenly spaced. Default: all." };
        Option<bool> checkRanges = new("--check-ranges") { Description = "Runs the inputs in the clear as well and lists arguments of polynomials outside of their intervals." };
        Option<bool> strict = CommonOptions.Strict();
        Option<string?> json = CommonOptions.Json();
        CompilerOptionSet options = new();
        DimensionOption dimensions = new();
        Command command = new("run", "Runs a model encrypted on this machine and compares it with the clear one.")
        {
            model, calibration, reference, input, text, vocabulary, samples, checkRanges, strict, json,
        };
        options.AddTo(command);
        dimensions.AddTo(command);
        command.SetAction((result, cancellationToken) => Task.Run(
            () => Run(
                new RunRequest(
                    result.GetRequiredValue(model),
                    result.GetValue(calibration),
                    options.Read(result),
                    result.GetValue(reference),
                    result.GetValue(input),
                    result.GetValue(text),
                    result.GetValue(vocabulary),
                    result.GetValue(samples))
                {
                    Import = dimensions.Read(result),
                    CheckRanges = result.GetValue(checkRanges),
                    Strict = result.GetValue(strict),
                },
                result.GetValue(json),
                shell,
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static void Run(RunRequest request, string? json, Shell shell, CancellationToken cancellationToken)
    {
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
        for (int i = 0; i < inputs.Values.Count; i++)
        {
            RunProgress bar = new(evaluating, i, inputs.Values.Count);
            results.Add(run.Run(inputs.Indices[i], inputs.Labels?[i], inputs.Values[i], bar, cancellationToken));
        }

        return run.Report(results);
    }
}
