using System.CommandLine;
using System.Diagnostics;
using PowerSoftmax.Cli.Keys;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using Spectre.Console;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>powersoftmax evaluate</c>: a question becomes an answer. The server's side: reads no secret key.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Shell shell)
    {
        ModelOptions model = ModelOptions.OfAny();
        Option<DirectoryInfo> keys = new("--keys") { Description = "The client's evaluation keys: DIR/evaluation of 'keys'.", Required = true };
        Option<FileInfo> input = new("--input") { Description = "The question that 'encrypt' wrote.", Required = true };
        Option<FileInfo> output = new("--output", "-o") { Description = "The answer to write.", Required = true };
        Option<long?> maxKeyBytes = CheckedOption.Size(
            "--max-key-bytes", "Memory for evaluation keys, as 500MB or 1.5GiB; keys are loaded and dropped by plan. Default: as much as they take.");
        Option<string?> json = CommonOptions.Json();
        Command command = new("evaluate", "Evaluates a model on a question, without any secret.") { keys, input, output, maxKeyBytes, json };
        model.AddTo(command);
        command.SetAction((result, cancellationToken) => Task.Run(
            () =>
            {
                EvaluationSource source = new(result.GetRequiredValue(keys).FullName, result.GetRequiredValue(input).FullName, result.GetValue(maxKeyBytes));
                Target target = new(result.GetRequiredValue(output).FullName, result.GetValue(json));
                GivenFile.Require(source.Question, "question", "encrypt");
                target.Check(new PathChecks().Model(model.File(result)).Read("--input", source.Question));
                Run(AnswerWarning.After(model.Read(result), shell), source, target, shell, cancellationToken);
            },
            cancellationToken));
        return command;
    }

    private static void Run(Func<Circuit> open, EvaluationSource source, Target target, Shell shell, CancellationToken cancellationToken)
    {
        ClientFolder.RequireEvaluation(source.Keys);
        EvaluateReport report = shell.Status.Progress().Start(progress => Run(open, source, target, progress, cancellationToken));
        JsonOutput.Write(report, target.Json, shell);
        if (!JsonOutput.ReplacesTables(target.Json))
        {
            EvaluateTables.Write(report, shell.Results);
        }
    }

    private static EvaluateReport Run(Func<Circuit> open, EvaluationSource source, Target target, ProgressContext progress, CancellationToken cancellationToken)
    {
        ProgressTask task = progress.AddTask("preparing the circuit");
        Circuit circuit = open();
        KeyDirectory keys = KeyDirectory.Open(source.Keys, circuit.Parameters);
        using EncryptedInput question = EncryptedFile.ReadQuestion(source.Question, circuit, keys.Id);
        using CircuitServer server = new(circuit, keys, source.Options);

        long start = Stopwatch.GetTimestamp();
        using EncryptedOutput answer = server.EvaluateAsync(question, new EvaluationProgress(task), cancellationToken).GetAwaiter().GetResult();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        EncryptedFile.WriteAnswer(target.File, answer);
        return new EvaluateReport(
            circuit.Module.Name,
            keys.Id.ToString(),
            target.File,
            new FileInfo(target.File).Length,
            milliseconds,
            keys.Keys.Count,
            server.KeyLoads.Loads,
            server.KeyLoads.PeakBytes,
            answer.Latency!.Rows,
            answer.Latency.Work,
            circuit.Parameters.Certificate.ToString());
    }
}
