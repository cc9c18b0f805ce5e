using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>Predicted error of a bootstrap, relative to its bound: the sine's steps on numbers, with the rounding errors that ciphertexts add. Pure.</summary>
/// <remarks>
/// A closed formula would have to follow noise through squarings whose amplification depends on the message, so a few thousand random
/// messages and overflows are followed instead, with a fixed seed. Everything but the sine is far below: docs/bootstrapping.md.
/// </remarks>
public sealed class BootstrapPrecision
{
    private const int Samples = 4000;

    private const int Seed = 20;

    // Rounding of the last stage, twice as large once the conjugate is added, and the rounding of that key switch.
    private static readonly double ArgumentError = Math.Sqrt(5);

    private readonly BootstrappingLiteral literal;
    private readonly ChebyshevSeries cosine;
    private readonly ChebyshevSeries arcsine;
    private readonly double rounding;
    private readonly Random random = new(Seed);
    private double slot = 1;

    private BootstrapPrecision(BootstrappingLiteral literal, int logN)
    {
        this.literal = literal;
        cosine = SineApproximation.Cosine(literal);
        arcsine = SineApproximation.Arcsine(literal);

        // Standard deviation of a slot's real part after a division under a dense ternary secret.
        double n = Math.Pow(2, logN);
        rounding = Math.Sqrt(n / 2 * (1 + (2 * n / 3)) / 12) / Math.Pow(2, literal.LogScale);
    }

    /// <summary>-log2 of the mean magnitude of a slot's error over the bound.</summary>
    public double MeanBits { get; private init; }

    /// <summary>-log2 of the root mean square of a slot's error over the bound.</summary>
    public double RootMeanSquareBits { get; private init; }

    /// <summary>-log2 of the largest error among the slots that were followed.</summary>
    public double MinBits { get; private init; }

    /// <summary>The prediction for messages uniform up to the bound. Cost: some milliseconds.</summary>
    /// <param name="literal">How it bootstraps.</param>
    /// <param name="logN">Ring degree.</param>
    /// <param name="samples">Slots that are followed: the more, the larger the largest error.</param>
    public static BootstrapPrecision Predict(BootstrappingLiteral literal, int logN, int samples = Samples)
    {
        BootstrapPrecision simulation = new(literal, logN);
        double sum = 0, squares = 0, largest = 0;

        for (int i = 0; i < samples; i++)
        {
            double error = Math.Abs(simulation.Error());
            sum += error;
            squares += error * error;
            largest = Math.Max(largest, error);
        }

        return new BootstrapPrecision(literal, logN)
        {
            MeanBits = -Math.Log(sum / samples, 2),
            RootMeanSquareBits = -Math.Log(squares / samples, 2) / 2,
            MinBits = -Math.Log(largest, 2),
        };
    }

    private double Error()
    {
        // Rounding reaches a slot times the secret's own value there, whose square is distributed exponentially over the slots.
        slot = Math.Sqrt(-Math.Log(1 - random.NextDouble()));
        double message = (2 * random.NextDouble()) - 1;
        double ratio = Math.Pow(2, literal.LogMessageRatio);
        double argument = (Overflow() + (message / ratio)) / literal.MaxOverflow;
        double value = Evaluate(cosine, argument + (ArgumentError * Rounding()));

        for (int i = 0; i < literal.DoubleAngles; i++)
        {
            value = (2 * value * value) - 1 + Rounding();
        }

        return (Evaluate(arcsine, value) * ratio / (2 * Math.PI)) - message;
    }

    // The sum of h + 1 uniform fractions, rounded.
    private double Overflow()
    {
        double sum = 0;

        for (int i = 0; i <= literal.EphemeralWeight; i++)
        {
            sum += random.NextDouble() - 0.5;
        }

        return Math.Round(sum);
    }

    private double Evaluate(ChebyshevSeries series, double t)
    {
        int babies = 1 << PatersonStockmeyerCost.LogBabySteps(series.Degree);
        Dictionary<int, double> powers = new() { [1] = t };

        return Evaluate(series.Coefficients.ToArray(), babies, powers);
    }

    private double Evaluate(double[] coefficients, int babies, Dictionary<int, double> powers)
    {
        int degree = coefficients.Length - 1;
        double sum = coefficients[0] + Rounding();

        if (degree < babies)
        {
            for (int k = 1; k <= degree; k++)
            {
                sum += coefficients[k] * Power(k, powers);
            }

            return sum;
        }

        int giant = babies;

        while (2 * giant <= degree)
        {
            giant *= 2;
        }

        (double[] quotient, double[] rest) = Divide(coefficients, giant);

        return (Evaluate(quotient, babies, powers) * Power(giant, powers)) + Evaluate(rest, babies, powers);
    }

    // p = q T_giant + r by T_(g+k) = 2 T_g T_k - T_(g-k).
    private static (double[] Quotient, double[] Remainder) Divide(double[] coefficients, int giant)
    {
        double[] quotient = new double[coefficients.Length - giant];
        double[] rest = new double[giant];
        Array.Copy(coefficients, rest, giant);
        quotient[0] = coefficients[giant];

        for (int k = 1; k < quotient.Length; k++)
        {
            quotient[k] = 2 * coefficients[giant + k];
            rest[giant - k] -= coefficients[giant + k];
        }

        return (quotient, rest);
    }

    private double Power(int index, Dictionary<int, double> powers)
    {
        if (!powers.TryGetValue(index, out double power))
        {
            int left = (index + 1) / 2, right = index / 2;
            double difference = left == right ? 1 : Power(left - right, powers);
            power = (2 * Power(left, powers) * Power(right, powers)) - difference + Rounding();
            powers.Add(index, power);
        }

        return power;
    }

    private double Rounding() =>
        slot * rounding * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
