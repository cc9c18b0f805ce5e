using System;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>Rescales a ciphertext can still afford. Level 0 has only the first prime left.</summary>
public readonly record struct Level(int Value) : IComparable<Level>
{
    /// <summary>Number of primes a ciphertext at this level lives modulo: q0 … q_level.</summary>
    public int LimbCount => Value + 1;

    public static Level operator -(Level level, int rescales) => new(level.Value - rescales);

    public static Level operator +(Level level, int rescales) => new(level.Value + rescales);

    public static int operator -(Level left, Level right) => left.Value - right.Value;

    public static bool operator <(Level left, Level right) => left.Value < right.Value;

    public static bool operator >(Level left, Level right) => left.Value > right.Value;

    public static bool operator <=(Level left, Level right) => left.Value <= right.Value;

    public static bool operator >=(Level left, Level right) => left.Value >= right.Value;

    public static Level Min(Level left, Level right) => left.Value <= right.Value ? left : right;

    public static Level Max(Level left, Level right) => left.Value >= right.Value ? left : right;

    public int CompareTo(Level other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
