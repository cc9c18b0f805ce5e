namespace PowerSoftmax.Client;

/// <summary>A result cannot be shared as asked: more precisely than the circuit's noise allows, or of a circuit whose noise is not known.</summary>
public sealed class SharedPrecisionException : Exception
{
    internal SharedPrecisionException(string message, int? finestBits = null)
        : base(message) => FinestBits = finestBits;

    /// <summary>
    /// The largest <see cref="SharedPrecision.Bits"/> for the number of results and the security asked; null where the circuit states no noise.
    /// </summary>
    public int? FinestBits { get; }
}
