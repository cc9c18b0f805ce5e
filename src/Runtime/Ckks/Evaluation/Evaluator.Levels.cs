using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Ckks;

/// <content>Changes of level.</content>
public sealed partial class Evaluator
{
    /// <summary>Divides by the last prime and drops it: level - 1, scale / q_level (exactly the default scale where it is within the tolerance).</summary>
    /// <remarks>
    /// Any degree; but the rounding error of c2 counts sqrt(2N/3) times that of c1, so relinearize first where precision matters. Cost: one inverse transform and a forward transform for each remaining prime, for each polynomial.
    /// </remarks>
    /// <exception cref="LevelMismatchException">The level is 0.</exception>
    public Ciphertext Rescale(Ciphertext x)
    {
        Operands.SameParameters(nameof(Rescale), Parameters, x.Parameters);
        Operands.Rescalable(nameof(Rescale), x.Level);
        Ciphertext result = Allocate(x.Level - 1, Parameters.Rescaled(x.Scale, x.Level), x.Degree);
        RingOperations.DivideAndRoundByLast(x.Polynomials, result.Polynomials, Workers);

        return result;
    }

    /// <summary>Discards primes without dividing: level <paramref name="target"/>, scale unchanged. Cost: a copy.</summary>
    /// <exception cref="LevelMismatchException">The target is above the ciphertext's level or below 0.</exception>
    public Ciphertext DropLevel(Ciphertext x, Level target)
    {
        Operands.SameParameters(nameof(DropLevel), Parameters, x.Parameters);
        CheckTarget(nameof(DropLevel), x, target);
        Ciphertext result = Allocate(target, x.Scale, x.Degree);
        ForPolynomials(x, i => x[i].CopyTo(result[i], Workers));

        return result;
    }

    /// <summary>The same message at level <paramref name="target"/> and exactly its default scale: what an addition to a lower level needs.</summary>
    /// <remarks>
    /// Drops to target + 1, multiplies by the integer that makes up for the scales, and rescales. The integer is rounded: a relative
    /// error of about 2^-LogDefaultScale. On the same level with the default scale already it is a copy.
    /// </remarks>
    /// <exception cref="LevelMismatchException">The target is above the ciphertext's level, or equal to it and the scale would have to change.</exception>
    public Ciphertext MatchLevel(Ciphertext x, Level target)
    {
        Operands.SameParameters(nameof(MatchLevel), Parameters, x.Parameters);
        CheckTarget(nameof(MatchLevel), x, target);
        Scale wanted = Parameters.DefaultScale(target);

        if (x.Scale.Matches(wanted))
        {
            return DropLevel(x, target);
        }

        if (x.Level == target)
        {
            throw new LevelMismatchException(
                $"MatchLevel: the ciphertext is at level {target} already, with scale {x.Scale} instead of {wanted}. A scale can change only by a rescale; start one level higher.");
        }

        double factor = Parameters.Set.Q[target.Value + 1] * (wanted.Value / x.Scale.Value);

        using Ciphertext dropped = DropLevel(x, target + 1);
        using Ciphertext scaled = MultiplyConstant(dropped, 1.0, new Scale(factor));

        return Rescale(scaled);
    }

    private static void CheckTarget(string operation, Ciphertext x, Level target)
    {
        if (target > x.Level || target.Value < 0)
        {
            throw new LevelMismatchException($"{operation}: level {target} cannot be reached from level {x.Level}. Levels only go down, to 0.");
        }
    }
}
