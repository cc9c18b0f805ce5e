using System.CommandLine;
using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Commands;

/// <summary>The model of a command, and how to compile it.</summary>
internal sealed class ModelOptions
{
    private readonly Argument<FileInfo> model;
    private readonly Option<FileInfo?> calibration = CommonOptions.Calibration();
    private readonly CompilerOptionSet compiler = new();
    private readonly DimensionOption dimensions = new();

    private ModelOptions(string description)
    {
        model = new Argument<FileInfo>("model") { Description = description };

        // The parser takes an unknown option for the model, and then blames the model's name.
        model.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] text }, ..] && !System.IO.File.Exists(text))
            {
                result.AddError($"'{text}' is no option of this command; --help lists them.");
            }
        });
    }

    /// <summary>For commands that compile.</summary>
    public static ModelOptions OfOnnx() => new("The ONNX model.");

    /// <summary>For commands that need a circuit: compiled already, or to be compiled.</summary>
    public static ModelOptions OfAny() => new("A circuit (.psir) with its weight file beside it, or an ONNX model.");

    public void AddTo(Command command)
    {
        command.Arguments.Add(model);
        command.Options.Add(calibration);
        compiler.Options.ToList().ForEach(command.Options.Add);
        command.Options.Add(dimensions.Option);
    }

    public FileInfo File(ParseResult result) => result.GetRequiredValue(model);

    public bool IsCompiled(ParseResult result) => CircuitSource.IsCompiled(File(result));

    /// <summary>What is to be compiled, where the model is an ONNX file.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="sizesServe">Whether <c>--dimension</c> serves for something else than compiling.</param>
    /// <exception cref="UserException">An option for the compiler was given, and nothing is compiled.</exception>
    public CompileRequest Request(ParseResult result, bool sizesServe = false)
    {
        if (IsCompiled(result))
        {
            IEnumerable<Option> idle = [calibration, .. compiler.Options, .. sizesServe ? (Option[])[] : [dimensions.Option]];
            IdleOptions.Refuse(result, idle, $"'{File(result).Name}' is compiled already. Leave it out, or give the ONNX model.");
        }

        return CompileRequest.Of(File(result), result.GetValue(calibration), compiler.Read(result), dimensions.Read(result));
    }

    /// <summary>How to open the circuit.</summary>
    /// <exception cref="UserException">See <see cref="Request"/>.</exception>
    public Func<Circuit> Read(ParseResult result)
    {
        FileInfo file = File(result);
        CompileRequest request = Request(result);
        return () => CircuitSource.Open(file, request);
    }
}
