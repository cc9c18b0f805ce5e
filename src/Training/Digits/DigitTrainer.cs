namespace PowerSoftmax.Training.Digits;

/// <summary>Trains with AdamW and a cosine learning rate; one thread, so the same seed gives the same weights.</summary>
internal static class DigitTrainer
{
    /// <summary>Trains over all epochs; reports the mean loss of each.</summary>
    public static DigitNetwork Run(DigitSet training, DigitOptions options, Action<int, double> report)
    {
        Random random = new(options.Seed);
        DigitNetwork network = new(options, random);
        int[] order = [.. Enumerable.Range(0, training.Count)];
        int batches = training.Count / options.BatchSize;

        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            double loss = 0;

            for (int batch = 0; batch < batches; batch++)
            {
                ReadOnlySpan<int> rows = order.AsSpan(batch * options.BatchSize, options.BatchSize);

                foreach (int row in rows)
                {
                    double[] image = Noisy(training.Image(row), options.PixelNoise, random);
                    loss += network.Learn(image, training.Labels[row], options.LabelSmoothing) / (batches * options.BatchSize);
                }

                double done = ((epoch * batches) + batch) / (double)(options.Epochs * batches);
                double rate = options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * done));
                network.Hidden.Step(rate, options.WeightDecay, options.BatchSize);
                network.Output.Step(rate, options.WeightDecay, options.BatchSize);
            }

            report(epoch + 1, loss);
        }

        return network;
    }

    /// <summary>Adds a sum of uniform numbers, near enough to a normal one.</summary>
    private static double[] Noisy(ReadOnlySpan<float> image, double deviation, Random random)
    {
        double[] noisy = new double[image.Length];

        for (int i = 0; i < noisy.Length; i++)
        {
            // Three uniform numbers in [-1, 1] have together the variance 1.
            double sum = random.NextDouble() + random.NextDouble() + random.NextDouble();
            noisy[i] = image[i] + (deviation * ((2 * sum) - 3));
        }

        return noisy;
    }
}
