using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PowerSoftmax.Training.Digits;

/// <summary>What the exported model does on a set of images.</summary>
/// <param name="Accuracy">Share of right digits of ONNX Runtime, 0 to 1.</param>
/// <param name="LargestDifference">Largest difference of a probability from the trained network.</param>
/// <param name="LargestHidden">Largest magnitude before the square.</param>
/// <param name="LargestLogit">Largest magnitude before the softmax.</param>
internal sealed record DigitRuns(double Accuracy, double LargestDifference, double LargestHidden, double LargestLogit)
{
    public static DigitRuns Measure(byte[] model, DigitNetwork network, DigitSet set)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1 };
        using InferenceSession session = new(model, options);
        DigitRuns runs = new(0, 0, 0, 0);

        for (int row = 0; row < set.Count; row++)
        {
            double[] image = Array.ConvertAll(set.Image(row).ToArray(), static pixel => (double)pixel);
            double[] logits = network.Logits(image);
            double[] wanted = DigitNetwork.Softmax(logits);
            float[] given = Run(session, set.Image(row).ToArray());
            bool right = Array.IndexOf(given, given.Max()) == set.Labels[row];

            runs = new DigitRuns(
                runs.Accuracy + ((right ? 1.0 : 0.0) / set.Count),
                Math.Max(runs.LargestDifference, given.Zip(wanted, static (x, y) => Math.Abs(x - y)).Max()),
                Math.Max(runs.LargestHidden, Largest(network.Hidden.Forward(image))),
                Math.Max(runs.LargestLogit, Largest(logits)));
        }

        return runs;
    }

    private static double Largest(double[] values) => values.Max(Math.Abs);

    private static float[] Run(InferenceSession session, float[] image)
    {
        DenseTensor<float> input = new(image, [1, DigitSet.PixelCount]);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs =
            session.Run([NamedOnnxValue.CreateFromTensor("pixels", input)]);

        return [.. outputs[0].AsEnumerable<float>()];
    }
}
