using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Attributes of <see cref="PowerAttention"/>.</summary>
/// <param name="Heads">Number of heads; divides the width.</param>
/// <param name="Power">Even, positive.</param>
/// <param name="Scale">Factor of every score before the power.</param>
/// <param name="Epsilon">Added to the sum of powers.</param>
public sealed record PowerAttentionOptions(int Heads, int Power, double Scale, double Epsilon)
{
    internal EquatableArray<OpAttribute> ToAttributes() => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("heads", Heads), OpAttribute.Of("power", Power), OpAttribute.Of("scale", Scale), OpAttribute.Of("epsilon", Epsilon));

    internal static PowerAttentionOptions Read(OpArguments arguments) =>
        new(arguments.Int32("heads"), arguments.Int32("power"), arguments.Real("scale"), arguments.Real("epsilon"));

    /// <exception cref="IrException">An attribute contradicts the width or its own range.</exception>
    internal void Check(int width)
    {
        if (Heads <= 0 || width % Heads != 0)
        {
            throw new IrException($"{Heads} heads do not divide a width of {width}");
        }

        if (Power <= 0 || Power % 2 != 0)
        {
            throw new IrException($"the power is {Power}; it must be even and positive");
        }
    }
}
