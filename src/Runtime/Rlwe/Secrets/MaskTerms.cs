namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>What a <see cref="LimbMask"/> combines with the uniform limb: the secret's limb, and perhaps a limb to add times a balanced factor.</summary>
internal readonly ref struct MaskTerms(ReadOnlySpan<double> secret, ReadOnlySpan<double> addend = default, double factor = 1)
{
    public readonly ReadOnlySpan<double> Secret = secret;
    public readonly ReadOnlySpan<double> Addend = addend;
    public readonly double Factor = factor;
}
