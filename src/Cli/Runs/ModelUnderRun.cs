using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Runs;

/// <summary>A circuit to run, with the original model where there is one.</summary>
internal sealed class ModelUnderRun : IDisposable
{
    private readonly OnnxRuntimeSession? reference;
    private readonly Graph? original;

    private ModelUnderRun(Circuit circuit, OnnxModel? model, ImportOptions import)
    {
        Circuit = circuit;
        if (model is not null)
        {
            reference = OnnxRuntimeSession.Open(model);
            original = OnnxImporter.Import(model, import).Graph;
        }
    }

    public Circuit Circuit { get; }

    /// <summary>What the client's side of the circuit takes.</summary>
    public IReadOnlyList<Input> Inputs => CircuitSource.Inputs(Circuit);

    public static ModelUnderRun Open(RunRequest request)
    {
        if (request.IsCompiled)
        {
            return new ModelUnderRun(
                Circuit.LoadFiles(request.Model.FullName), request.Reference is null ? null : OnnxModelReader.Read(request.Reference.FullName), request.Compilation.Import);
        }

        CompiledModel compiled = ModelCompiler.Run(request.Compilation);
        return new ModelUnderRun(Circuit.Of(compiled.CheckedModule), compiled.Onnx, request.Compilation.Import);
    }

    /// <summary>What ONNX Runtime answers, by output; null without the original model.</summary>
    public IReadOnlyDictionary<string, Tensor>? Reference(IReadOnlyDictionary<string, Tensor> inputs)
    {
        if (reference is null)
        {
            return null;
        }

        IReadOnlyDictionary<string, Tensor> shaped = original!.Ops<Input>().ToDictionary(
            static input => input.Op.Name, input => inputs[input.Op.Name].WithShape(input.Op.Type.Shape));
        return reference.Run(shaped);
    }

    public void Dispose() => reference?.Dispose();
}
