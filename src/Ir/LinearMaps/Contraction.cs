using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>
/// A matrix product on packed data: y[.., g] = sum over f of x[.., f] W[f, g], from one layout to another.
/// </summary>
/// <param name="Input">Layout of x; has the dimension <paramref name="Contracted"/>.</param>
/// <param name="Output">
/// Layout of y; has the dimension <paramref name="Produced"/>. Where it also has bits of <paramref name="Contracted"/>, the
/// result is a partial sum: slots with kept bits k hold the sum over those f whose bits agree with k, and a sum over the slots
/// of these bits must follow.
/// </param>
/// <param name="Contracted">Name of the summed dimension f.</param>
/// <param name="Produced">Name of the new dimension g.</param>
/// <remarks>All other dimensions of x appear in y under the same name, with the same index.</remarks>
public sealed record Contraction(Layout Input, Layout Output, string Contracted, string Produced);
