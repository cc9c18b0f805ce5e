using System.Globalization;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Types;

/// <summary>A ciphertext with the level, scale and degree it has at this point of the circuit.</summary>
/// <remarks>Text: <c>ct&lt;level 12, scale 1099511627776, degree 1&gt;</c>; the scale is exact (17 digits).</remarks>
public sealed record CiphertextType(Level Level, Scale Scale, int Degree) : IrType
{
    public override string ToText() =>
        $"ct<level {Level}, scale {Scale.Value.ToString("R", CultureInfo.InvariantCulture)}, degree {Degree.ToString(CultureInfo.InvariantCulture)}>";
}
