using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Linear maps whose operands come in pairs, or whose results stay in pairs: form, meaning, and the attribute <c>result</c> where they stay.</summary>
internal static class MapForm
{
    private const string Name = "result";

    public static IEnumerable<OpAttribute> Write(bool inPairs)
    {
        if (inPairs)
        {
            yield return OpAttribute.Of(Name, SlotForm.Pairs.ToText());
        }
    }

    /// <exception cref="IrException">Another form is named.</exception>
    public static bool Read(OpArguments arguments) => arguments.TextOrNull(Name) switch
    {
        null => false,
        string name when SlotForms.Parse(name) == SlotForm.Pairs => true,
        string other => throw new IrException($"{arguments.Mnemonic}: the result is '{other}'; it is \"{SlotForm.Pairs.ToText()}\", or nothing is said of it"),
    };

    /// <summary>Form of the result.</summary>
    /// <exception cref="IrException">The map takes no such operand, or has an odd number of results to stay in pairs.</exception>
    public static SlotForm Of(LinearMap map, SlotForm operand, bool inPairs)
    {
        if (operand is not (SlotForm.Real or SlotForm.Pairs) || (operand == SlotForm.Pairs && inPairs))
        {
            throw new IrException($"the operand's slots are {operand.ToText()}, the map takes real ones{(inPairs ? string.Empty : " or pairs")}");
        }

        if (inPairs && map.Output.CiphertextCount % 2 != 0)
        {
            throw new IrException($"the map has {map.Output.CiphertextCount} results, which are no pairs of neighbours");
        }

        return inPairs ? SlotForm.Pairs : SlotForm.Real;
    }

    /// <summary>What the map means: half where its results stay in pairs, since the sum with the conjugate is twice the real part.</summary>
    public static T Apply<T>(T x, string? weight, LinearMap map, bool inPairs, ISlotAlgebra<T> slots)
    {
        T result = slots.LinearMap(x, weight, map);
        return inPairs ? slots.MultiplyScalar(result, 0.5) : result;
    }
}
