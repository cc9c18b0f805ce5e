using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Which ciphertexts of a linear map go in pairs, as attribute of an op: <c>complex</c>, where any do.</summary>
internal static class ComplexPackingAttribute
{
    private const string Name = "complex";
    private const string Operands = "operands";
    private const string Results = "results";

    public static IEnumerable<OpAttribute> Write(ComplexPacking packing)
    {
        if (packing != ComplexPacking.None)
        {
            yield return OpAttribute.Of(Name, packing == ComplexPacking.Operands ? Operands : Results);
        }
    }

    /// <exception cref="IrException">The packing is unknown.</exception>
    public static ComplexPacking Read(OpArguments arguments) => arguments.TextOrNull(Name) switch
    {
        null => ComplexPacking.None,
        Operands => ComplexPacking.Operands,
        Results => ComplexPacking.Results,
        string other => throw new IrException(
            $"{arguments.Mnemonic}: complex pairs are made of '{other}'; they are made of \"{Operands}\" or \"{Results}\", or nothing is said of them"),
    };
}
