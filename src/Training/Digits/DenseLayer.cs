namespace PowerSoftmax.Training.Digits;

/// <summary>A linear layer x W^T + b with its gradients and AdamW's moments, in doubles.</summary>
/// <remarks>Parameters are one vector: the weights row by row (one row an output), then the biases.</remarks>
internal sealed class DenseLayer
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double[] gradients;
    private readonly double[] first;
    private readonly double[] second;
    private int steps;

    /// <summary>Weights uniform in +-1/sqrt(inputs), biases 0.</summary>
    public DenseLayer(int inputs, int outputs, Random random)
    {
        Inputs = inputs;
        Outputs = outputs;
        Parameters = new double[(inputs + 1) * outputs];
        gradients = new double[Parameters.Length];
        first = new double[Parameters.Length];
        second = new double[Parameters.Length];
        double bound = 1 / Math.Sqrt(inputs);

        for (int i = 0; i < inputs * outputs; i++)
        {
            Parameters[i] = bound * ((2 * random.NextDouble()) - 1);
        }
    }

    public int Inputs { get; }

    public int Outputs { get; }

    public double[] Parameters { get; }

    public ReadOnlySpan<double> Weights => Parameters.AsSpan(0, Inputs * Outputs);

    public ReadOnlySpan<double> Biases => Parameters.AsSpan(Inputs * Outputs);

    public double[] Forward(double[] input)
    {
        double[] output = new double[Outputs];

        for (int row = 0; row < Outputs; row++)
        {
            double sum = Parameters[(Inputs * Outputs) + row];

            for (int column = 0; column < Inputs; column++)
            {
                sum += Parameters[(row * Inputs) + column] * input[column];
            }

            output[row] = sum;
        }

        return output;
    }

    /// <summary>Adds to the gradients and returns the gradient with respect to the input.</summary>
    public double[] Backward(double[] input, double[] gradient)
    {
        double[] back = new double[Inputs];

        for (int row = 0; row < Outputs; row++)
        {
            gradients[(Inputs * Outputs) + row] += gradient[row];

            for (int column = 0; column < Inputs; column++)
            {
                gradients[(row * Inputs) + column] += gradient[row] * input[column];
                back[column] += gradient[row] * Parameters[(row * Inputs) + column];
            }
        }

        return back;
    }

    /// <summary>One step of AdamW on the mean of the gradients; forgets them.</summary>
    public void Step(double rate, double weightDecay, int count)
    {
        steps++;
        double firstScale = 1 - Math.Pow(FirstDecay, steps);
        double secondScale = 1 - Math.Pow(SecondDecay, steps);

        for (int i = 0; i < Parameters.Length; i++)
        {
            double gradient = gradients[i] / count;
            first[i] += (1 - FirstDecay) * (gradient - first[i]);
            second[i] += (1 - SecondDecay) * ((gradient * gradient) - second[i]);
            double step = first[i] / firstScale / (Math.Sqrt(second[i] / secondScale) + Epsilon);
            Parameters[i] -= rate * (step + (weightDecay * Parameters[i]));
            gradients[i] = 0;
        }
    }
}
