namespace PowerSoftmax.Passes;

/// <summary>Which layouts a circuit may be given.</summary>
public enum LayoutFamily
{
    /// <summary>The better of those that take the model, by <see cref="CompilerOptions.Aim"/>.</summary>
    Auto,

    /// <summary>Features on top of the slots, one ciphertext a value: models with one kind of attention over powers of two.</summary>
    Latency,

    /// <summary>Tokens on top of the slots, any number of ciphertexts a value: any shape.</summary>
    Rows,
}
