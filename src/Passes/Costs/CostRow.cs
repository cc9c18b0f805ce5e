namespace PowerSoftmax.Passes.Costs;

/// <summary>Measured microseconds of the primitives that everything is made of, for one ring degree, one thread.</summary>
/// <param name="LogN">Base-2 logarithm of the ring degree.</param>
/// <param name="Ntt">One transform of one limb, either direction.</param>
/// <param name="MultiplyAdd">One limb: sum += x * y.</param>
/// <param name="KeyProduct">One limb of a digit times an evaluation key, rotation of the slots included; keys come from memory.</param>
/// <param name="Convert">One limb of a basis conversion's source into one limb of its target.</param>
/// <param name="Encode">The embedding of one message, without the transforms of its limbs.</param>
/// <param name="RunProduct">One limb: one of several products with a periodic plaintext that are summed.</param>
public sealed record CostRow(int LogN, double Ntt, double MultiplyAdd, double KeyProduct, double Convert, double Encode, double RunProduct);
