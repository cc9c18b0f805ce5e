using System.CommandLine;
using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Cli.Plans;
using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>powersoftmax plan</c>: what the compiler would do with a model, and what that would cost.</summary>
internal static class PlanCommand
{
    public static Command Create(Shell shell)
    {
        ModelOptions model = ModelOptions.OfOnnx();
        Option<string?> json = CommonOptions.Json();
        Command command = new("plan", "Shows polynomials, levels, keys, time and memory of a model without running it.") { json };
        model.AddTo(command);
        command.SetAction(result => Run(model.Request(result), result.GetValue(json), shell));
        return command;
    }

    private static int Run(CompileRequest request, string? json, Shell shell)
    {
        new PathChecks().Read("the model", request.Model).Read("--calibration", request.Calibration).Write("--json", JsonOutput.FileOf(json)).Run();
        CompiledModel compiled = ModelCompiler.Run(request);
        PlanReport report = PlanReport.Of(compiled) with { Bounds = PlanBound.Of(request) };
        JsonOutput.Write(report, json, shell);
        if (!JsonOutput.ReplacesTables(json))
        {
            PlanTables.Write(report, shell.Results);
        }

        return compiled.Diagnostics.Any(static diagnostic => diagnostic.Severity == Severity.Error) ? ExitCode.InputWrong : ExitCode.Done;
    }
}
