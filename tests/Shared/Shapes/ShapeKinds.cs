namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>How tokens attend to one another.</summary>
internal enum AttentionKind
{
    /// <summary>s^p / (sum s^p + epsilon).</summary>
    PowerSum,

    /// <summary>s^p / (mean s^p + epsilon), the mean over all tokens.</summary>
    PowerMean,

    /// <summary>e^s / sum e^s.</summary>
    Softmax,

    /// <summary>relu(s) / (sum relu(s) + epsilon).</summary>
    ReluSum,

    /// <summary>relu(s)^2 divided by the number of tokens.</summary>
    SquaredRelu,

    /// <summary>gelu(s) divided by the root of the number of tokens.</summary>
    Pointwise,

    /// <summary>The scores themselves, times powers of a number that fall with the distance of the tokens.</summary>
    Decay,

    /// <summary>relu(q) (relu(k)^T v) / (relu(q) . sum relu(k) + epsilon).</summary>
    Linear,
}

/// <summary>Where the tokens that are no padding come from.</summary>
internal enum PaddingKind
{
    None,

    /// <summary>A constant of the model.</summary>
    Constant,

    /// <summary>An input of ones and zeros, one for each token.</summary>
    MaskInput,

    /// <summary>An input that is the number of tokens.</summary>
    LengthInput,
}

/// <summary>What is done with scores that a mask excludes.</summary>
internal enum MaskSpelling
{
    /// <summary>The scores are multiplied by the mask.</summary>
    FactorOfScores,

    /// <summary>What becomes of the scores is multiplied by the mask.</summary>
    FactorOfPowers,

    /// <summary>Large negative numbers are added to the scores; only for functions that are zero there.</summary>
    Summand,

    /// <summary>Where chooses between the scores, or what becomes of them, and a constant.</summary>
    Choice,
}

/// <summary>How the model takes its tokens.</summary>
internal enum EntryKind
{
    /// <summary>Features, as the server takes them.</summary>
    Features,

    /// <summary>Indices into an embedding, which the client looks up.</summary>
    Indices,

    /// <summary>One row for each input, reshaped to tokens.</summary>
    Flat,
}

/// <summary>What becomes of the last hidden state.</summary>
internal enum PoolingKind
{
    /// <summary>A result for each token.</summary>
    Tokens,
    First,
    Last,
    Middle,
    Mean,

    /// <summary>The mean over tokens that are no padding.</summary>
    MeanOfReal,

    /// <summary>All tokens' features in one row.</summary>
    Flattened,
}

/// <summary>What is between the blocks of a layer.</summary>
internal enum NormKind
{
    None,
    LayerNorm,

    /// <summary>LayerNorm in elementary operators.</summary>
    SpelledLayerNorm,
    RmsNorm,

    /// <summary>An affine map of each feature, by the operator BatchNormalization.</summary>
    BatchNorm,

    /// <summary>A factor and a summand for each feature.</summary>
    Affine,
}

/// <summary>The layer after the attention.</summary>
internal enum FeedForwardKind
{
    None,
    Gelu,
    Relu,

    /// <summary>Half of the features, through SiLU, times the other half.</summary>
    Gated,

    /// <summary>Two layers side by side, their features joined.</summary>
    Joined,
}

/// <summary>How positions turn queries and keys.</summary>
internal enum RotaryKind
{
    None,

    /// <summary>Feature f turns with feature f + half.</summary>
    Halves,

    /// <summary>Feature 2 f turns with feature 2 f + 1.</summary>
    Pairs,
}
