using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Reference;

namespace PowerSoftmax.Onnx.Tests.Models;

/// <summary>ONNX Runtime where it takes the model; it lacks some types of old operators.</summary>
internal static class Oracle
{
    public static IReadOnlyDictionary<string, Tensor> RunOrSkip(IReadOnlyDictionary<string, Tensor> inputs, Func<OnnxRuntimeSession> open)
    {
        try
        {
            using OnnxRuntimeSession session = open();
            return session.Run(inputs);
        }
        catch (DiagnosticException error)
        {
            Assert.Skip($"nothing to compare with: {error.Message}");
            throw;
        }
    }
}
