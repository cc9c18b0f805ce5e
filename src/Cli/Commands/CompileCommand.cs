using System.CommandLine;
using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Cli.Plans;
using PowerSoftmax.Contracts;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>powersoftmax compile</c>: an ONNX model becomes a circuit and a weight file. The build runs this.</summary>
internal static class CompileCommand
{
    public static Command Create(Shell shell)
    {
        Argument<FileInfo> model = CommonOptions.Model();
        Option<FileInfo?> calibration = CommonOptions.Calibration();
        Option<FileInfo> output = new("--output", "-o") { Description = "The circuit (.psir) to write.", Required = true };
        Option<FileInfo?> weights = new("--weights") { Description = "The weight file to write. Default: the circuit's name with .psw." };
        Option<bool> inCircuit = new("--diagnostics-in-circuit")
        {
            Description = "Writes errors of the model into the circuit, for the generator to report, and ends with 0.",
        };

        Option<FileInfo?> contract = new("--client-contract")
        {
            Description = "Writes what a SEAL client must know of the circuit to this file (JSON). Goes with --key-format seal.",
        };

        Option<string?> json = CommonOptions.Json();
        CompilerOptionSet options = new();
        DimensionOption dimensions = new();
        Command command = new("compile", "Compiles a model to a circuit.") { model, calibration, output, weights, inCircuit, contract, json };
        options.AddTo(command);
        dimensions.AddTo(command);
        command.SetAction(result =>
        {
            CompileRequest request = CompileRequest.Of(
                result.GetRequiredValue(model), result.GetValue(calibration), options.Read(result), dimensions.Read(result));
            string circuit = result.GetRequiredValue(output).FullName;
            CircuitWriter writer = new(circuit, result.GetValue(weights)?.FullName ?? Path.ChangeExtension(circuit, ".psw"));
            Run(request, writer, result.GetValue(inCircuit), result.GetValue(json), shell);
            if (result.GetValue(contract) is FileInfo file)
            {
                File.WriteAllText(file.FullName, ClientContract.Of(Circuit.LoadFiles(circuit)).ToJson());
            }
        });
        return command;
    }

    private static void Run(CompileRequest request, CircuitWriter writer, bool diagnosticsInCircuit, string? json, Shell shell)
    {
        try
        {
            CompiledModel compiled = ModelCompiler.Run(request);
            writer.Write(FailedModule.With(compiled.CheckedModule, compiled.Diagnostics));
            ErrorReport.WriteAll(compiled.Diagnostics, shell.Error);
            JsonOutput.Write(PlanReport.Of(compiled), json, shell);
            if (!JsonOutput.ReplacesTables(json))
            {
                shell.Out.WriteLine(PlanSummary.Line(compiled));
            }
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
