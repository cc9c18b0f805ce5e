using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Evaluates planned Chebyshev series on ciphertexts, with exact scales.</summary>
/// <remarks>
/// A sum whose value is wanted at level l and scale s is taken at level l + 1 and scale s q_(l+1), products and plain terms
/// together, then relinearized and rescaled by one division. A quotient that meets T_g there is wanted at scale s q_(l+1) / scale(T_g).
/// Bossuat, Mouchet, Troncoso-Pastoriza, Hubaux, eprint 2020/1203, section 5.
/// </remarks>
public sealed class PolynomialEvaluation(Evaluator evaluator)
{
    /// <summary>The series at every slot.</summary>
    /// <param name="input">Degree 1, slots in [-1, 1] up to noise, at least <c>plan.Levels</c> levels left.</param>
    /// <param name="plan">What to compute.</param>
    /// <param name="scale">Scale of the result, exactly.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    /// <returns>A new ciphertext, <c>plan.Levels</c> below the input.</returns>
    public Ciphertext Evaluate(Ciphertext input, PolynomialPlan plan, Scale scale, CancellationToken cancellationToken = default)
    {
        if (input.Level.Value < plan.Levels)
        {
            throw new ArgumentException($"the polynomial takes {plan.Levels} levels, its input is at level {input.Level}", nameof(input));
        }

        using ChebyshevPowers powers = ChebyshevPowers.Compute(evaluator, input, plan.Powers, cancellationToken);
        return Value(plan.Root, powers, input.Level - plan.Levels, scale, cancellationToken);
    }

    private Ciphertext Value(PolynomialSum sum, ChebyshevPowers powers, Level level, Scale scale, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Level above = level + 1;
        Scale wide = scale * new Scale(evaluator.Parameters.Set.Q[above.Value]);
        Ciphertext? total = Products(sum, powers, above, wide, cancellationToken);
        try
        {
            // A constant alone still needs a ciphertext to stand in: zero times the input.
            foreach (PolynomialTerm term in total is null && sum.Terms.Count == 0 ? [new PolynomialTerm(1, 0)] : sum.Terms)
            {
                total = AddTerm(term, powers.At(term.Index, above), wide, total);
            }

            using Ciphertext rescaled = total!.Degree == 2 ? evaluator.RelinearizeRescale(total) : evaluator.Rescale(total);
            return evaluator.AddConstant(rescaled, sum.Constant);
        }
        finally
        {
            total?.Dispose();
        }
    }

    private Ciphertext AddTerm(PolynomialTerm term, Ciphertext power, Scale wide, Ciphertext? total)
    {
        Scale constantScale = wide / power.Scale.Value;
        if (total is null)
        {
            return evaluator.MultiplyConstant(power, term.Coefficient, constantScale);
        }

        evaluator.MultiplyConstantThenAdd(power, term.Coefficient, constantScale, total);
        return total;
    }

    private Ciphertext? Products(PolynomialSum sum, ChebyshevPowers powers, Level above, Scale wide, CancellationToken cancellationToken)
    {
        Ciphertext? total = null;
        try
        {
            foreach (PolynomialProduct product in sum.Products)
            {
                Ciphertext giant = powers.At(product.Giant, above);
                using Ciphertext quotient = Value(product.Quotient, powers, above, wide / giant.Scale.Value, cancellationToken);
                total = MultiplyThenAdd(quotient, giant, total);
            }

            return total;
        }
        catch
        {
            total?.Dispose();
            throw;
        }
    }

    private Ciphertext MultiplyThenAdd(Ciphertext quotient, Ciphertext giant, Ciphertext? total)
    {
        if (total is null)
        {
            return evaluator.Multiply(quotient, giant);
        }

        evaluator.MultiplyThenAdd(quotient, giant, total);
        return total;
    }
}
