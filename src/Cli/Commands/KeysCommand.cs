using System.CommandLine;
using PowerSoftmax.Cli.Keys;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Runtime.Execution;
using Spectre.Console;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>powersoftmax keys</c>: says what keys a model needs and what they take, then makes them.</summary>
internal static class KeysCommand
{
    public static Command Create(Shell shell)
    {
        ModelOptions model = ModelOptions.OfAny();
        Option<DirectoryInfo?> output = new("--output", "-o") { Description = "Where to: DIR/secret.key, which stays, and DIR/evaluation, which the server gets." };
        Option<bool> planOnly = new("--plan-only") { Description = "Only says what the keys take." };
        Option<bool> force = new("--force") { Description = "Replaces keys that are there. Answers for the old secret key then stay unreadable." };
        Option<string?> json = CommonOptions.Json();
        Command command = new("keys", "Makes a client's keys in files, after saying how many bytes they take.") { output, planOnly, force, json };
        model.AddTo(command);
        command.SetAction((result, cancellationToken) => Task.Run(
            () =>
            {
                bool plan = result.GetValue(planOnly);
                IdleOptions.Refuse(result, plan ? [output, force] : [], "--plan-only makes no keys. Leave it out, or --plan-only.");
                new PathChecks().Model(model.File(result)).Write("--json", JsonOutput.FileOf(result.GetValue(json))).Run();
                ClientFolder? folder = plan ? null : Folder(result.GetValue(output), result.GetValue(force));
                Run(model.Read(result), folder, result.GetValue(force), result.GetValue(json), shell, cancellationToken);
            },
            cancellationToken));
        return command;
    }

    // What is wrong with the target is said before a model is compiled.
    private static ClientFolder Folder(DirectoryInfo? output, bool force)
    {
        ClientFolder folder = new(output?.FullName ?? throw new UserException("'keys' needs a directory: give -o DIR, or --plan-only to see what the keys take."));
        folder.CheckWritable();
        if (!force)
        {
            folder.CheckFree();
        }

        return folder;
    }

    private static void Run(Func<Circuit> open, ClientFolder? folder, bool overwrite, string? json, Shell shell, CancellationToken cancellationToken)
    {
        Circuit circuit = open();
        KeysReport report = KeysReport.Of(circuit);
        bool tables = !JsonOutput.ReplacesTables(json);
        if (tables)
        {
            KeysTables.WritePlan(report, shell.Results);
        }

        if (folder is not null)
        {
            report = report with { Made = shell.Status.Progress().Start(progress => KeysMaking.Run(circuit, folder, overwrite, progress, cancellationToken)) };
        }

        JsonOutput.Write(report, json, shell);
        if (tables && report.Made is MadeKeys made)
        {
            KeysTables.WriteMade(made, shell.Results);
        }
    }
}
