using System.Globalization;
using MathNet.Numerics;
using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Functions;

/// <summary>The functions of transformers that are not polynomials.</summary>
public static class ScalarFunctions
{
    public static ScalarFunction Reciprocal { get; } = new("reciprocal", static x => 1 / x)
    {
        LowestInput = 0,
        Iteration = IterationKind.Reciprocal,
    };

    public static ScalarFunction InverseSquareRoot { get; } = new("inverse-sqrt", static x => 1 / Math.Sqrt(x))
    {
        LowestInput = 0,
        Iteration = IterationKind.InverseSquareRoot,
    };

    /// <summary>x Phi(x) with the exact normal distribution; x/2 plus an even function.</summary>
    /// <remarks>Written with erfc so that the left tail keeps its relative accuracy.</remarks>
    public static ScalarFunction GeluErf { get; } =
        new("gelu", static x => 0.5 * x * SpecialFunctions.Erfc(-x / Constants.Sqrt2)) { Symmetry = Symmetry.Even };

    /// <summary>The tanh form of GELU: x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).</summary>
    public static ScalarFunction GeluTanh { get; } = new("gelu-tanh", static x => GeluTanhAt(x)) { Symmetry = Symmetry.Even };

    public static ScalarFunction Silu { get; } = new("silu", static x => x / (1 + Math.Exp(-x))) { Symmetry = Symmetry.Even };

    public static ScalarFunction Sigmoid { get; } = new("sigmoid", static x => 1 / (1 + Math.Exp(-x))) { Symmetry = Symmetry.Odd };

    public static ScalarFunction Tanh { get; } = new("tanh", Math.Tanh) { Symmetry = Symmetry.Odd };

    public static ScalarFunction Erf { get; } = new("erf", SpecialFunctions.Erf) { Symmetry = Symmetry.Odd };

    /// <summary>The function that a plan or a circuit names; null for a name that is none of them.</summary>
    public static ScalarFunction? Find(string name) =>
        new[] { Reciprocal, InverseSquareRoot, GeluErf, GeluTanh, Silu, Sigmoid, Tanh, Erf }.FirstOrDefault(function => function.Name == name);

    public static ScalarFunction Exp { get; } = new("exp", Math.Exp);

    /// <summary>x to a constant power; -1 and -1/2 are the reciprocal and the inverse square root.</summary>
    /// <exception cref="ArgumentException">The exponent is not finite.</exception>
    public static ScalarFunction Power(double exponent)
    {
        if (!double.IsFinite(exponent))
        {
            throw new ArgumentException("The exponent of a power must be finite.", nameof(exponent));
        }

        return exponent switch
        {
            -1 => Reciprocal,
            -0.5 => InverseSquareRoot,
            _ => GeneralPower(exponent),
        };
    }

    private static ScalarFunction GeneralPower(double exponent)
    {
        bool polynomial = exponent >= 0 && Math.Floor(exponent) == exponent;
        Symmetry parity = exponent % 2 == 0 ? Symmetry.Even : Symmetry.Odd;
        string name = "power(" + exponent.ToString("R", CultureInfo.InvariantCulture) + ")";

        return new ScalarFunction(name, x => Math.Pow(x, exponent))
        {
            LowestInput = polynomial ? double.NegativeInfinity : 0,
            Symmetry = polynomial ? parity : Symmetry.None,
        };
    }

    private static double GeluTanhAt(double x) =>
        0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));
}
