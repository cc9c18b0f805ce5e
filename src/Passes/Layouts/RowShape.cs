namespace PowerSoftmax.Passes.Layouts;

/// <summary>The rows that all values of a circuit have: tokens highest, below them the inputs of a batch, below them features.</summary>
/// <param name="Slots">Slots of a ciphertext, a power of two.</param>
/// <param name="Tokens">Rows for tokens, a power of two: all sequences of the circuit fit.</param>
/// <param name="Batch">Rows for the inputs of a batch, a power of two.</param>
internal readonly record struct RowShape(int Slots, int Tokens, int Batch)
{
    /// <summary>Slots of a row, for features; 0 where the rows alone are too many.</summary>
    public int Features => Slots / (Tokens * Batch);

    /// <summary>Slots from one token to the next.</summary>
    public int TokenStride => Batch * Features;
}
