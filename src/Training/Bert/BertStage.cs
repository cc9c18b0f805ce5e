namespace PowerSoftmax.Training.Bert;

/// <summary>What to do of the work on the second sample's models; later stages read what earlier ones wrote.</summary>
[Flags]
internal enum BertStage
{
    /// <summary>Train the model of two layers.</summary>
    Two = 1,

    /// <summary>Train the model of four layers, starting from the other.</summary>
    Four = 2,

    /// <summary>Measure both, and write everything but the models.</summary>
    Card = 4,

    All = Two | Four | Card,
}
