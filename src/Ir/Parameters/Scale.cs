using System;
using System.Globalization;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>Factor between a message and the integers that encode it; positive and finite.</summary>
/// <remarks>Scales are tracked exactly: two values may be added when their scales agree to <see cref="Tolerance"/>.</remarks>
public readonly record struct Scale(double Value)
{
    /// <summary>Largest relative difference at which two scales count as equal: 2^-40, far below any message precision.</summary>
    public const double Tolerance = 1.0 / (1L << 40);

    public double Log2 => Math.Log(Value, 2.0);

    public static Scale operator *(Scale left, Scale right) => new(left.Value * right.Value);

    public static Scale operator /(Scale left, double prime) => new(left.Value / prime);

    public bool Matches(Scale other) => Math.Abs(Value - other.Value) <= Tolerance * Math.Max(Value, other.Value);

    public override string ToString() => "2^" + Log2.ToString("0.######", CultureInfo.InvariantCulture);
}
