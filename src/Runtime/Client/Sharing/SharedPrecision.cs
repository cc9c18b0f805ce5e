namespace PowerSoftmax.Client;

/// <summary>How decrypted results are to be shared with others: how precisely, how many, and how safely.</summary>
/// <param name="Bits">Results are multiples of 2^-Bits with noise of that deviation, before the model's cleartext end; from -40 to 40.</param>
/// <param name="Results">Answers under this client's key that others will ever see, this one included; at least 1.</param>
/// <param name="SecurityBits">
/// Statistical security s, 10 to 128, in the sense of Li, Micciancio, Schultz and Sorrell (eprint 2022/816), beside the computational one
/// of the parameters: what all these results together tell of the key to somebody who has the ciphertexts and unlimited time. Their
/// statistical distance from exact results with the same flooding, which depend on no key, is below 2^-(s/2 + 2).
/// </param>
public sealed record SharedPrecision(int Bits, long Results, int SecurityBits = SharedPrecision.UsualSecurityBits)
{
    /// <summary>What implementations take as the least: one in a billion.</summary>
    public const int UsualSecurityBits = 30;

    /// <summary>Largest magnitude of <see cref="Bits"/>.</summary>
    public const int MostBits = 40;

    public const int LeastSecurityBits = 10;

    public const int MostSecurityBits = 128;

    /// <exception cref="ArgumentOutOfRangeException">A value outside of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Bits, -MostBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Bits, MostBits);
        ArgumentOutOfRangeException.ThrowIfLessThan(Results, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(SecurityBits, LeastSecurityBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SecurityBits, MostSecurityBits);
    }
}
