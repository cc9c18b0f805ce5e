using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>
/// A matrix product on packed data: y[.., g] = sum over f of x[.., f] W[f, g], from one layout to another.
/// </summary>
/// <param name="Input">Layout of x; has the dimension <paramref name="Contracted"/>.</param>
/// <param name="Output">
/// Layout of y; has the dimension <paramref name="Produced"/>. Where it also has bits of <paramref name="Contracted"/>, at the
/// same places as <paramref name="Input"/>, the result is a partial sum: the slots that differ in these bits alone hold parts that
/// together are the whole sum, and a sum over them must follow.
/// </param>
/// <param name="Contracted">Name of the summed dimension f.</param>
/// <param name="Produced">Name of the new dimension g.</param>
/// <param name="Turn">
/// Other than 0, the part of the product whose rotations have these address bits: one of the kept bits' values. The parts of all values add
/// up to the whole product, whose bits of <paramref name="Produced"/> may then lie where the kept bits are.
/// </param>
/// <remarks>All other dimensions of x appear in y under the same name, with the same index.</remarks>
public sealed record Contraction(Layout Input, Layout Output, string Contracted, string Produced, int Turn = 0);
