using System.CommandLine;
using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Cli.Plans;
using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>powersoftmax compile</c>: an ONNX model becomes a circuit and a weight file. The build runs this.</summary>
internal static class CompileCommand
{
    public static Command Create(Shell shell)
    {
        ModelOptions model = ModelOptions.OfOnnx();
        Option<string> output = new("--output", "-o") { Description = "The circuit (.psir) to write.", Required = true };
        Option<string?> weights = new("--weights") { Description = "The weight file to write. Default: the circuit's name with .psw." };
        Option<string?> list = new("--list-inputs") { Description = "Writes the paths of all files that were read to this file, one a line, when everything else is written; after errors it is not there." };
        Option<bool> inCircuit = new("--diagnostics-in-circuit")
        {
            Description = "Writes errors of the model into the circuit, for the generator to report, and ends with 0.",
        };

        Option<string?> contract = new("--client-contract")
        {
            Description = "Writes what a SEAL client must know of the circuit to this file (JSON). Needs --key-format seal.",
        };

        Option<string?> json = CommonOptions.Json();
        Command command = new("compile", "Compiles a model to a circuit.") { output, weights, list, inCircuit, contract, json };
        model.AddTo(command);
        command.SetAction(result =>
        {
            string circuit = result.GetRequiredValue(output);
            CompileTargets targets = new(
                circuit, result.GetValue(weights) ?? Path.ChangeExtension(circuit, ".psw"), result.GetValue(list), result.GetValue(contract), result.GetValue(json));
            CompileRequest request = model.Request(result);
            targets.Check(request);
            Run(request, targets, result.GetValue(inCircuit), shell);
        });
        return command;
    }

    private static void Run(CompileRequest request, CompileTargets targets, bool diagnosticsInCircuit, Shell shell)
    {
        CircuitWriter writer = new(targets.Circuit, targets.Weights);
        targets.DeleteList();

        try
        {
            CompiledModel compiled = ModelCompiler.Run(request);
            writer.Write(FailedModule.With(compiled.CheckedModule, compiled.Diagnostics));
            ErrorReport.WriteAll(compiled.Diagnostics, shell.Error);
            targets.WriteContract();
            JsonOutput.Write(PlanReport.Of(compiled), targets.Json, shell);
            if (!JsonOutput.ReplacesTables(targets.Json))
            {
                shell.Out.WriteLine(PlanSummary.Line(compiled));
            }

            targets.WriteList(request, compiled);
        }
        catch (Exception error) when (diagnosticsInCircuit && DiagnosticsOf(error) is { } diagnostics)
        {
            writer.WriteFailure(Path.GetFileNameWithoutExtension(request.Model), diagnostics);
            ErrorReport.WriteAll(diagnostics, shell.Error);
        }
    }

    private static IReadOnlyList<Diagnostic>? DiagnosticsOf(Exception error) => error switch
    {
        DiagnosticException diagnostic => [diagnostic.Diagnostic],
        CompilationFailedException failure => failure.Diagnostics,
        _ => null,
    };
}
