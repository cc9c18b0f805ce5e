using System;

namespace PowerSoftmax.Ir.Approximation;

/// <summary>A closed interval of the real line on which a function is approximated; finite, Low &lt; High.</summary>
public readonly record struct Interval
{
    /// <exception cref="ArgumentException">An end is not finite, or Low is not below High.</exception>
    public Interval(double low, double high)
    {
        if (!IsFinite(low) || !IsFinite(high) || low >= high || !IsFinite(high - low))
        {
            throw new ArgumentException(
                $"Interval [{Number.Text(low)}, {Number.Text(high)}] must be finite with its low end below its high end.");
        }

        Low = low;
        High = high;
    }

    public double Low { get; }

    public double High { get; }

    public double Width => High - Low;

    public double Center => Low + (0.5 * Width);

    public double Radius => 0.5 * Width;

    /// <summary>Largest magnitude in the interval.</summary>
    public double Magnitude => Math.Max(Math.Abs(Low), Math.Abs(High));

    public bool IsSymmetric => Low == -High;

    /// <summary>The smallest interval [-M, M] that contains this one.</summary>
    public Interval SymmetricHull => new(-Magnitude, Magnitude);

    public bool Contains(double value) => value >= Low && value <= High;

    public bool Contains(Interval other) => other.Low >= Low && other.High <= High;

    /// <summary>Maps the interval onto [-1, 1].</summary>
    public double ToUnit(double value) => ((value - Low) - (High - value)) / Width;

    /// <summary>Maps [-1, 1] onto the interval.</summary>
    public double FromUnit(double unit) => (0.5 * ((1 - unit) * Low)) + (0.5 * ((1 + unit) * High));

    /// <summary>Moves both ends outwards by <paramref name="fraction"/> of the width (0.05 is 5 % on each side).</summary>
    public Interval Widen(double fraction) => new(Low - (fraction * Width), High + (fraction * Width));

    public override string ToString() => $"[{Number.Text(Low)}, {Number.Text(High)}]";

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
