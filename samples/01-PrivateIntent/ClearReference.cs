using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Samples.PrivateIntent;

/// <summary>The same question without encryption, for comparison.</summary>
internal static class ClearReference
{
    private const string Input = "tokens";
    private const string Output = "logits";

    /// <summary>The compiled polynomials in the clear.</summary>
    public static double[] Polynomials(Circuit circuit, long[] tokens) =>
        new ClearModel(circuit).Run(Inputs(tokens))[Output].Values;

    /// <summary>The original model.</summary>
    /// <param name="file">Beside the program.</param>
    /// <param name="tokens">Ids of the words.</param>
    public static double[] OnnxRuntime(string file, long[] tokens)
    {
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(OnnxModelReader.Read(SampleFiles.PathOf(file)));
        return session.Run(Inputs(tokens))[Output].Values;
    }

    private static Dictionary<string, Tensor> Inputs(long[] tokens) => new()
    {
        [Input] = new Tensor(ElementType.Int64, Shape.Of(1, IntentTokenizer.Length), Array.ConvertAll(tokens, static id => (double)id)),
    };
}
