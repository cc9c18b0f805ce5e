namespace PowerSoftmax.Runtime.Ckks;

/// <summary>The operands of a sum of plaintext products: as many of one as of the other, at most <see cref="MaxCount"/>.</summary>
/// <param name="Ciphertexts">Of one level.</param>
/// <param name="Plaintexts">Extended, of the same level; whole ones and periodic ones may be mixed.</param>
public sealed record PlainProducts(IReadOnlyList<ExtendedCiphertext> Ciphertexts, IReadOnlyList<EncodedMessage> Plaintexts)
{
    /// <summary>Most products of one sum.</summary>
    public const int MaxCount = 1024;
}
