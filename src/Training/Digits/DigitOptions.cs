namespace PowerSoftmax.Training.Digits;

/// <summary>Everything that decides the trained weights, apart from the data.</summary>
internal sealed record DigitOptions
{
    public int Seed { get; init; } = 1;

    /// <summary>Width of the hidden layer.</summary>
    public int Hidden { get; init; } = 32;

    public int Epochs { get; init; } = 60;

    public int BatchSize { get; init; } = 32;

    public double LearningRate { get; init; } = 3e-3;

    public double WeightDecay { get; init; } = 0.02;

    /// <summary>Share of the target that spreads evenly over all classes: keeps logits moderate.</summary>
    public double LabelSmoothing { get; init; } = 0.1;

    /// <summary>Standard deviation of the noise added to the pixels of a training image.</summary>
    public double PixelNoise { get; init; } = 0.1;
}
