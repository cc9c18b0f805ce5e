using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PowerSoftmax.Training.Data;
using PowerSoftmax.Training.Model;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Export;

/// <summary>Compares an exported model in ONNX Runtime with the network it came from.</summary>
/// <param name="LargestDifference">Largest difference of a logit.</param>
/// <param name="Accuracy">Share of right classes of ONNX Runtime, 0 to 1.</param>
internal sealed record OnnxAgreement(double LargestDifference, double Accuracy)
{
    /// <summary>Runs both on every utterance of the set.</summary>
    public static OnnxAgreement Measure(byte[] model, nn.Module<Tensor, IntentActivations> network, EncodedSet set)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1 };
        using InferenceSession session = new(model, options);
        using IDisposable noGradient = no_grad();
        using Tensor tokens = tensor(set.Tokens).reshape(-1, IntentShape.Tokens);
        float[] expected = network.forward(tokens).Logits.data<float>().ToArray();
        double difference = 0;
        int right = 0;

        for (int row = 0; row < set.Count; row++)
        {
            float[] logits = Run(session, set.Select([row]).Tokens);
            ReadOnlySpan<float> wanted = expected.AsSpan(row * IntentShape.Classes, IntentShape.Classes);

            for (int i = 0; i < logits.Length; i++)
            {
                difference = Math.Max(difference, Math.Abs(logits[i] - wanted[i]));
            }

            right += Array.IndexOf(logits, logits.Max()) == set.Labels[row] ? 1 : 0;
        }

        return new OnnxAgreement(difference, right / (double)set.Count);
    }

    private static float[] Run(InferenceSession session, long[] tokens)
    {
        DenseTensor<long> input = new(tokens, [1, IntentShape.Tokens]);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs =
            session.Run([NamedOnnxValue.CreateFromTensor("tokens", input)]);

        return [.. outputs[0].AsEnumerable<float>()];
    }
}
