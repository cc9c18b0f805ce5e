using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>How a matrix is split, as attributes of an op: <c>step</c>, and <c>babies</c> where baby rotations are divided by P.</summary>
internal static class BabyFormAttribute
{
    private const string Name = "babies";
    private const string Divided = "divided";

    public static IEnumerable<OpAttribute> Write(int step, BabyForm form)
    {
        yield return OpAttribute.Of("step", step);
        if (form == BabyForm.Divided)
        {
            yield return OpAttribute.Of(Name, Divided);
        }
    }

    /// <exception cref="IrException">The form is unknown.</exception>
    public static BabyForm Read(OpArguments arguments) => arguments.TextOrNull(Name) switch
    {
        null => BabyForm.Extended,
        Divided => BabyForm.Divided,
        string other => throw new IrException($"{arguments.Mnemonic}: baby rotations are '{other}'; they are \"{Divided}\", or nothing is said of them"),
    };
}
