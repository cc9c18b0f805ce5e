using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Ir.Approximation;

/// <summary>The polynomial sum of c_k T_k(t), where t maps the interval onto [-1, 1]; immutable, equal by value.</summary>
/// <remarks>
/// Trailing zero coefficients are dropped and -0 becomes 0, so equal polynomials have equal text. Inputs outside the interval are
/// allowed, and grow like T_degree.
/// </remarks>
public sealed class ChebyshevSeries : IEquatable<ChebyshevSeries>
{
    /// <summary>Largest degree that is represented, evaluated or parsed.</summary>
    public const int MaxDegree = 1023;

    /// <exception cref="ArgumentException">No coefficients, more than <see cref="MaxDegree"/> + 1, or one that is not finite.</exception>
    public ChebyshevSeries(Interval interval, IReadOnlyList<double> coefficients)
    {
        Interval = interval.Low < interval.High
            ? interval
            : throw new ArgumentException("A Chebyshev series needs an interval; the default one is empty.", nameof(interval));
        Coefficients = Normalize(coefficients).ToEquatableArray();
        Symmetry = SymmetryOf(Coefficients);
    }

    public Interval Interval { get; }

    /// <summary>c_0 ... c_degree; the last is nonzero unless the degree is 0.</summary>
    public EquatableArray<double> Coefficients { get; }

    public int Degree => Coefficients.Count - 1;

    /// <summary>Parity of the terms of degree two and more.</summary>
    public Symmetry Symmetry { get; }

    /// <summary>Reads the text that <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not a Chebyshev series.</exception>
    public static ChebyshevSeries Parse(string text) => ChebyshevSeriesText.Parse(text);

    /// <summary>Value at x, by Clenshaw's recurrence: degree + 1 multiply-adds.</summary>
    public double Evaluate(double x) => EvaluateUnit(Interval.ToUnit(x));

    /// <summary>Value at t in the unit variable, which [-1, 1] covers the interval with.</summary>
    public double EvaluateUnit(double t)
    {
        double next = 0;
        double afterNext = 0;

        for (int k = Degree; k > 0; k--)
        {
            (next, afterNext) = ((2 * t * next) - afterNext + Coefficients[k], next);
        }

        return (t * next) - afterNext + Coefficients[0];
    }

    public bool Equals(ChebyshevSeries? other) =>
        other is not null && Interval.Equals(other.Interval) && Coefficients.Equals(other.Coefficients);

    public override bool Equals(object? obj) => Equals(obj as ChebyshevSeries);

    public override int GetHashCode() => unchecked((Interval.GetHashCode() * 31) + Coefficients.GetHashCode());

    /// <summary><c>chebyshev [low, high] {c0, c1, ...}</c> with doubles that read back to the same bits.</summary>
    public override string ToString() => ChebyshevSeriesText.Write(this);

    private static double[] Normalize(IReadOnlyList<double> source)
    {
        if (source.Count == 0 || source.Count > MaxDegree + 1)
        {
            throw new ArgumentException($"A Chebyshev series has 1 ... {MaxDegree + 1} coefficients, not {source.Count}.");
        }

        int length = source.Count;

        while (length > 1 && source[length - 1] == 0)
        {
            length--;
        }

        double[] result = new double[length];

        for (int k = 0; k < length; k++)
        {
            if (double.IsNaN(source[k]) || double.IsInfinity(source[k]))
            {
                throw new ArgumentException($"Chebyshev coefficient {k} is {Number.Text(source[k])}; it must be finite.");
            }

            // Adding 0 turns -0 into 0, which older runtimes would print alike.
            result[k] = source[k] + 0.0;
        }

        return result;
    }

    private static Symmetry SymmetryOf(EquatableArray<double> coefficients)
    {
        bool even = coefficients.Skip(2).Where(static (_, index) => index % 2 == 0).Any(static c => c != 0);
        bool odd = coefficients.Skip(2).Where(static (_, index) => index % 2 != 0).Any(static c => c != 0);

        return (even, odd) switch
        {
            (true, false) => Symmetry.Even,
            (false, true) => Symmetry.Odd,
            _ => Symmetry.None,
        };
    }
}
