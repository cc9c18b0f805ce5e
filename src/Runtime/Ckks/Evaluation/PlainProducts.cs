namespace PowerSoftmax.Runtime.Ckks;

/// <summary>The operands of a sum of plaintext products: as many of one as of the other, at most <see cref="PlainSums.MostProducts"/>.</summary>
/// <typeparam name="TCiphertext">Which kind of ciphertext: <see cref="Ciphertext"/>, or <see cref="ExtendedCiphertext"/> before the division by P.</typeparam>
/// <param name="Ciphertexts">Of one level.</param>
/// <param name="Plaintexts">As those need them; whole ones and periodic ones may be mixed.</param>
public sealed record PlainProducts<TCiphertext>(IReadOnlyList<TCiphertext> Ciphertexts, IReadOnlyList<EncodedMessage> Plaintexts);
