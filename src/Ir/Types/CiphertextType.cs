using System.Globalization;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Types;

/// <summary>A bundle of ciphertexts with the level, scale and degree that all of them have at this point of the circuit.</summary>
/// <remarks>Text: <c>ct&lt;level 12, scale 1099511627776, degree 1&gt;</c>, with <c>, count 3</c> where there are several and <c>, pairs</c> where slots are not real; the scale is exact (17 digits).</remarks>
/// <param name="Count">Ciphertexts, at least 1.</param>
/// <param name="Form">What their slots mean.</param>
public sealed record CiphertextType(Level Level, Scale Scale, int Degree, int Count = 1, SlotForm Form = SlotForm.Real) : IrType
{
    /// <summary>Real ciphertexts: both of each pair count.</summary>
    public int RealCount => Count * Form.Width();

    public override string ToText() =>
        $"ct<level {Level}, scale {Scale.Value.ToString("R", CultureInfo.InvariantCulture)}, degree {Number(Degree)}{(Count == 1 ? string.Empty : $", count {Number(Count)}")}{(Form == SlotForm.Real ? string.Empty : $", {Form.ToText()}")}>";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
