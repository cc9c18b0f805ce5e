namespace PowerSoftmax.Passes.FeatureMaps;

/// <summary>One axis of a value: rows (tokens, inputs of a batch), which a feature map leaves alone, or features.</summary>
internal readonly record struct FeatureAxis(bool IsRow, int Size);
