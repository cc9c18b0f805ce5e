using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Sums of the products of two bundles, in either dialect: meaning, and the attribute <c>seconds</c> where those of second ciphertexts are subtracted.</summary>
internal static class InnerProducts
{
    private const string Name = "seconds";
    private const string Subtracted = "subtracted";

    public static IEnumerable<OpAttribute> Write(bool subtracts)
    {
        if (subtracts)
        {
            yield return OpAttribute.Of(Name, Subtracted);
        }
    }

    /// <exception cref="IrException">Something else is said of second ciphertexts.</exception>
    public static bool Read(OpArguments arguments) => arguments.TextOrNull(Name) switch
    {
        null => false,
        Subtracted => true,
        string other => throw new IrException($"{arguments.Mnemonic}: products of second ciphertexts are '{other}'; they are \"{Subtracted}\", or nothing is said of them"),
    };

    public static T Apply<T>(IReadOnlyList<T> x, bool subtracts, ISlotAlgebra<T> slots)
    {
        T products = slots.Multiply(x[0], x[1]);
        return slots.SumCiphertexts(subtracts ? slots.NegateSeconds(products) : products);
    }
}
