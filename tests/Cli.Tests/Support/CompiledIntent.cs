namespace PowerSoftmax.Cli.Tests.Support;

/// <summary>The first sample's model, compiled once for all tests of a class.</summary>
public sealed class CompiledIntent : IDisposable
{
    private readonly Workspace workspace = new();

    public CompiledIntent()
    {
        Circuit = workspace.PathOf("intent.psir");
        Tool tool = Tool.Run("compile", Workspace.Sample("intent.onnx"), "-o", Circuit);
        ExitCode = tool.ExitCode;
        Output = tool.Output;
        Error = tool.Error;
    }

    public string Circuit { get; }

    public string Weights => Path.ChangeExtension(Circuit, ".psw");

    public int ExitCode { get; }

    public string Output { get; }

    public string Error { get; }

    public void Dispose() => workspace.Dispose();
}
