using PowerSoftmax.Training.Learning;

namespace PowerSoftmax.Training.Bert;

/// <summary>The settings of both models; they share the vocabulary, so also what decides it.</summary>
internal static class BertOptions
{
    /// <summary>Two layers from random weights.</summary>
    public static TrainingOptions TwoLayers { get; } = new()
    {
        Epochs = 10,
        LearningRate = 1e-3,
        MinimumWordCount = 5,
        ProbesPerBatch = 16,
        PenaltyWarmUp = 0.1,
        Penalty = new(FreeLog: 0.25, FreeGelu: 1.0, OutlierWeight: 30.0, WorstWeight: 1.0) { FreeState = 3.0 },
    };

    /// <summary>Four layers from the trained two, hence fewer epochs and smaller steps.</summary>
    /// <remarks>Twice as many functions share one error budget, so inputs of GELU are held narrower.</remarks>
    public static TrainingOptions FourLayers { get; } = TwoLayers with
    {
        Epochs = 5,
        LearningRate = 5e-4,
        Penalty = TwoLayers.Penalty with { FreeGelu = 0.8 },
    };
}
