namespace PowerSoftmax.Passes.Layouts;

/// <summary>What an axis of a tensor counts, which decides where it lies.</summary>
internal enum AxisRole
{
    /// <summary>Inputs of a batch, or other rows that nothing mixes.</summary>
    Batch,

    /// <summary>Tokens: rows that are summed over, chosen from, or attended to.</summary>
    Token,

    /// <summary>Features, heads among them.</summary>
    Feature,
}
