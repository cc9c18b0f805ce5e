using System.CommandLine;
using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Commands;

/// <summary>The model of a command that needs its circuit: compiled already, or to be compiled with the compiler's options.</summary>
internal sealed class ModelOptions
{
    private readonly Argument<FileInfo> model = new("model") { Description = "A circuit (.psir) with its weight file beside it, or an ONNX model." };
    private readonly Option<FileInfo?> calibration = CommonOptions.Calibration();
    private readonly CompilerOptionSet compiler = new();
    private readonly DimensionOption dimensions = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(model);
        command.Options.Add(calibration);
        compiler.AddTo(command);
        dimensions.AddTo(command);
    }

    /// <summary>How to open the circuit.</summary>
    public Func<Circuit> Read(ParseResult result)
    {
        FileInfo file = result.GetRequiredValue(model);
        CompileRequest request = CompileRequest.Of(file, result.GetValue(calibration), compiler.Read(result), dimensions.Read(result));
        return () => CircuitSource.Open(file, request);
    }
}
