namespace PowerSoftmax.Training.Digits;

/// <summary>Two linear layers with a square between them: polynomial, so that it needs no approximation.</summary>
internal sealed class DigitNetwork(DigitOptions options, Random random)
{
    public DenseLayer Hidden { get; } = new(DigitSet.PixelCount, options.Hidden, random);

    public DenseLayer Output { get; } = new(options.Hidden, DigitSet.Classes, random);

    public double[] Logits(double[] image) => Output.Forward(Squares(Hidden.Forward(image)));

    /// <summary>Cross entropy with smoothed labels; adds its gradient.</summary>
    public double Learn(double[] image, long label, double smoothing)
    {
        double[] hidden = Hidden.Forward(image);
        double[] squares = Squares(hidden);
        double[] probabilities = Softmax(Output.Forward(squares));
        double loss = 0;
        double[] gradient = new double[probabilities.Length];

        for (int i = 0; i < gradient.Length; i++)
        {
            double target = (i == label ? 1 - smoothing : 0) + (smoothing / gradient.Length);
            loss -= target * Math.Log(probabilities[i]);
            gradient[i] = probabilities[i] - target;
        }

        double[] back = Output.Backward(squares, gradient);
        Hidden.Backward(image, [.. back.Zip(hidden, static (outer, x) => 2 * x * outer)]);

        return loss;
    }

    private static double[] Squares(double[] values) => Array.ConvertAll(values, static x => x * x);

    public static double[] Softmax(double[] logits)
    {
        double largest = logits.Max();
        double[] powers = Array.ConvertAll(logits, logit => Math.Exp(logit - largest));
        double sum = powers.Sum();

        return Array.ConvertAll(powers, power => power / sum);
    }
}
