using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The Chebyshev polynomials T_k of a ciphertext that a plan asks for.</summary>
/// <remarks>
/// Every power keeps the exact scale that its product and rescale give it; whoever combines powers compensates in the constant
/// factors. So no level is spent on matching scales.
/// </remarks>
internal sealed class ChebyshevPowers : IDisposable
{
    private readonly Evaluator evaluator;
    private readonly Ciphertext input;
    private readonly Dictionary<int, Ciphertext> powers = [];
    private readonly Dictionary<(int Index, Level Level), Ciphertext> dropped = [];

    private ChebyshevPowers(Evaluator evaluator, Ciphertext input)
    {
        this.evaluator = evaluator;
        this.input = input;
    }

    /// <summary>Computes the powers of a plan. Cost: one product, relinearization and rescale a step.</summary>
    /// <param name="evaluator">Holds the relinearization key.</param>
    /// <param name="input">T_1, with slots in [-1, 1]; stays the caller's.</param>
    /// <param name="steps">Operands before their users.</param>
    /// <param name="cancellationToken">Honored between steps.</param>
    public static ChebyshevPowers Compute(
        Evaluator evaluator, Ciphertext input, IReadOnlyList<PowerStep> steps, CancellationToken cancellationToken)
    {
        ChebyshevPowers result = new(evaluator, input);
        try
        {
            // Powers of one depth read only those of less depth.
            foreach (PowerStep[] wave in steps.GroupBy(static step => PowerBasis.Depth(step.Index), static (_, group) => group.ToArray()))
            {
                result.Combine(wave, cancellationToken);
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>T_index with the limbs of a level at or below its own; stays this object's. Safe for several threads.</summary>
    public Ciphertext At(int index, Level level)
    {
        Ciphertext power = index == 1 ? input : powers[index];
        if (power.Level == level)
        {
            return power;
        }

        lock (dropped)
        {
            if (!dropped.TryGetValue((index, level), out Ciphertext? lower))
            {
                lower = evaluator.DropLevel(power, level);
                dropped.Add((index, level), lower);
            }

            return lower;
        }
    }

    public void Dispose()
    {
        foreach (Ciphertext ciphertext in powers.Values.Concat(dropped.Values))
        {
            ciphertext.Dispose();
        }
    }

    private void Combine(PowerStep[] wave, CancellationToken cancellationToken)
    {
        Level highest = new(wave.Max(step => OperandLevel(step).Value));
        IndependentCiphertexts.WorkAt(evaluator, highest).Run(
            wave.Length,
            i =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return Combine(wave[i]);
            },
            (i, power) => powers.Add(wave[i].Index, power));
    }

    private Ciphertext Combine(PowerStep step)
    {
        Level level = OperandLevel(step);
        Ciphertext left = At(step.Left, level);
        using Ciphertext product = step.Left == step.Right ? evaluator.Square(left) : evaluator.Multiply(left, At(step.Right, level));
        evaluator.Add(product, product, product);
        if (step.Difference == 0)
        {
            using Ciphertext square = evaluator.RelinearizeRescale(product);
            return evaluator.AddConstant(square, -1);
        }

        Ciphertext difference = At(step.Difference, level);
        evaluator.MultiplyConstantThenAdd(difference, -1, product.Scale / difference.Scale.Value, product);
        return evaluator.RelinearizeRescale(product);
    }

    private Level OperandLevel(PowerStep step) => Level.Min(LevelOf(step.Left), LevelOf(step.Right));

    private Level LevelOf(int index) => index == 1 ? input.Level : powers[index].Level;
}
