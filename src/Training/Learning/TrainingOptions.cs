namespace PowerSoftmax.Training.Learning;

/// <summary>Everything that decides the trained weights, apart from the data.</summary>
internal sealed record TrainingOptions
{
    public int Seed { get; init; } = 1;

    public int Epochs { get; init; } = 40;

    public int BatchSize { get; init; } = 64;

    public double LearningRate { get; init; } = 3e-3;

    public double WeightDecay { get; init; } = 0.02;

    /// <summary>Words seen less often in the training data become the unknown word.</summary>
    public int MinimumWordCount { get; init; } = 3;

    /// <summary>Chance that a word of a training utterance is replaced by the unknown word.</summary>
    public double UnknownRate { get; init; } = 0.1;

    /// <summary>Share of the target that spreads evenly over all classes: keeps logits moderate.</summary>
    public double LabelSmoothing { get; init; } = 0.05;

    /// <summary>Random token sequences per batch that count for the range penalty only.</summary>
    public int ProbesPerBatch { get; init; } = 32;

    /// <summary>Weight of the range penalty against the cross entropy.</summary>
    public double PenaltyWeight { get; init; } = 0.3;

    /// <summary>Share of all steps over which the penalty's weight rises from 0: a network must learn something before it is narrowed.</summary>
    public double PenaltyWarmUp { get; init; }

    public RangePenalty Penalty { get; init; } = new(FreeLog: 0.3, FreeGelu: 2.0, OutlierWeight: 30.0, WorstWeight: 1.0);
}
