using System.Globalization;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Client;

/// <summary>What sharing a result gives: the noise that is added, and how much safer than asked it is.</summary>
/// <remarks>
/// A result is the exact one plus a noise e that depends on the key; e is a vector over all elements of all outputs, with a norm of at most
/// t. Added is normally distributed noise of deviation sigma in each element. The Kullback-Leibler divergence between results with and
/// without e is at most t^2 / (2 sigma^2) a result, and grows with their number tau; sigma = sqrt(12 tau) 2^(s/2) t keeps s bits of
/// statistical security. Li, Micciancio, Schultz, Sorrell, "Securing Approximate Homomorphic Encryption Using Differential Privacy",
/// eprint 2022/816, corollary 2, with the norm of the vector that is shared. Rounding comes after it and takes nothing away.
/// </remarks>
/// <param name="Bits">Results are multiples of 2^-Bits.</param>
/// <param name="Deviation">Standard deviation of the added noise in every element: 2^-Bits.</param>
/// <param name="NoiseBound">t: the norm that the circuit's own noise is taken to stay below, by the compiler's prediction.</param>
/// <param name="SecurityBits">s that this noise gives for the number of results asked; at least what was asked.</param>
/// <param name="FinestBits">The largest precision that the number of results and the security asked allow.</param>
public sealed record SharedNoise(int Bits, double Deviation, double NoiseBound, double SecurityBits, int FinestBits)
{
    /// <summary>
    /// Predicted deviations that the circuit's noise is taken to stay below in every element: one in 10^15 normally distributed numbers
    /// does not, and a prediction that is a third too low still leaves five.
    /// </summary>
    public const double BoundInDeviations = 8;

    /// <summary>What sharing results of a circuit gives.</summary>
    /// <param name="circuit">States the predicted noise of its outputs.</param>
    /// <param name="asked">Precision, number of results, security.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="asked"/> is outside of its range.</exception>
    /// <exception cref="SharedPrecisionException">The precision is finer than the circuit's noise allows, or the circuit states none.</exception>
    public static SharedNoise Of(Circuit circuit, SharedPrecision asked)
    {
        asked.Check();
        double bound = BoundInDeviations * Math.Sqrt(circuit.Outputs.Sum(output => output.Shape.Count * Square(DeviationOf(circuit, output))));
        return Of(circuit.Name, bound, asked);
    }

    private static SharedNoise Of(string model, double bound, SharedPrecision asked)
    {
        double unit = Math.Sqrt(12.0 * asked.Results) * bound;
        int finest = (int)Math.Floor(-Math.Log2(unit * Math.Pow(2, asked.SecurityBits / 2.0)));
        double deviation = Math.ScaleB(1, -asked.Bits);
        SharedNoise noise = new(asked.Bits, deviation, bound, 2 * Math.Log2(deviation / unit), finest);
        return asked.Bits <= finest ? noise : throw new SharedPrecisionException(TooFine(model, asked, noise), finest);
    }

    private static string TooFine(string model, SharedPrecision asked, SharedNoise noise) => string.Create(
        CultureInfo.InvariantCulture,
        $"results of '{model}' can be shared to {noise.FinestBits} bits at the finest, {asked.Bits} are asked: {asked.Results} of them at {asked.SecurityBits} bits of statistical security over a predicted noise below {noise.NoiseBound:G3}. Ask for at most {noise.FinestBits} bits (multiples of 2^{-noise.FinestBits}), share fewer results under one key, or ask for less security.");

    private static double DeviationOf(Circuit circuit, CkksOutput output)
    {
        string? text = circuit.Module.Meta(ModuleKeys.OutputNoise + output.Tensor);
        bool isStated = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double deviation);
        return isStated && double.IsFinite(deviation) && deviation > 0
            ? deviation
            : throw new SharedPrecisionException(
                $"the circuit '{circuit.Name}' does not state the predicted noise of its output '{output.Tensor}' ('{ModuleKeys.OutputNoise}{output.Tensor}'), by which shared results are protected; compile the model again");
    }

    private static double Square(double value) => value * value;
}
