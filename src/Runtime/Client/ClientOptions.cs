namespace PowerSoftmax.Client;

/// <summary>What a client does with inputs.</summary>
public sealed record ClientOptions
{
    /// <summary>
    /// Whether an input that leaves the calibrated ranges is an <see cref="InputOutOfRangeException"/>; else it is encrypted, and
    /// <see cref="EncryptedInput.Warnings"/> tells.
    /// </summary>
    public bool Strict { get; init; }
}
