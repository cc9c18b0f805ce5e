using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Evaluates planned Chebyshev series on ciphertexts, with exact scales. Thread-safe.</summary>
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
    public Ciphertext Evaluate(Ciphertext input, PolynomialPlan plan, Scale scale, CancellationToken cancellationToken = default) =>
        Evaluate(input, plan, scale, new NumberCoefficients(evaluator), cancellationToken);

    /// <summary>The same with coefficients of any kind.</summary>
    internal Ciphertext Evaluate(Ciphertext input, PolynomialPlan plan, Scale scale, IPolynomialCoefficients coefficients, CancellationToken cancellationToken)
    {
        if (input.Level.Value < plan.Levels)
        {
            throw new ArgumentException($"the polynomial takes {plan.Levels} levels, its input is at level {input.Level}", nameof(input));
        }

        using ChebyshevPowers powers = ChebyshevPowers.Compute(evaluator, input, plan.Powers, cancellationToken);
        return Value(PlacedSum.Of(evaluator.Parameters, plan.Root, (input.Level - plan.Levels, scale), powers), powers, coefficients, cancellationToken);
    }

    // From the lowest sums up to the root, all of one height together.
    private Ciphertext Value(PlacedSum root, ChebyshevPowers powers, IPolynomialCoefficients coefficients, CancellationToken cancellationToken)
    {
        Dictionary<PlacedSum, Ciphertext> values = [];
        try
        {
            foreach (PlacedSum[] wave in root.All.GroupBy(static sum => sum.Height, static (_, sums) => sums.ToArray()).OrderBy(static wave => wave[0].Height))
            {
                IndependentCiphertexts.WorkAt(evaluator, new Level(wave.Max(static sum => sum.Level.Value))).Run(
                    wave.Length,
                    i =>
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        return Value(wave[i], values, powers, coefficients);
                    },
                    (i, value) => Replace(wave[i], value, values));
            }

            values.Remove(root, out Ciphertext? result);
            return result!;
        }
        finally
        {
            foreach (Ciphertext value in values.Values)
            {
                value.Dispose();
            }
        }
    }

    // Nothing else reads the quotients of a sum.
    private static void Replace(PlacedSum sum, Ciphertext value, Dictionary<PlacedSum, Ciphertext> values)
    {
        values.Add(sum, value);
        foreach (PlacedSum quotient in sum.Quotients)
        {
            values.Remove(quotient, out Ciphertext? read);
            read!.Dispose();
        }
    }

    private Ciphertext Value(PlacedSum placed, IReadOnlyDictionary<PlacedSum, Ciphertext> values, ChebyshevPowers powers, IPolynomialCoefficients coefficients)
    {
        PolynomialSum sum = placed.Sum;
        Ciphertext? total = null;
        try
        {
            for (int i = 0; i < sum.Products.Count; i++)
            {
                total = MultiplyThenAdd(values[placed.Quotients[i]], powers.At(sum.Products[i].Giant, placed.Level), total);
            }

            // A constant alone still needs a ciphertext to stand in: zero times the input.
            foreach (PolynomialTerm term in total is null && sum.Terms.Count == 0 ? [new PolynomialTerm(1, 0)] : sum.Terms)
            {
                total = AddTerm(term, powers.At(term.Index, placed.Level), placed.Wide, total, coefficients);
            }

            using Ciphertext rescaled = total!.Degree == 2 ? evaluator.RelinearizeRescale(total) : evaluator.Rescale(total);
            return coefficients.Add(rescaled, sum.Constant);
        }
        finally
        {
            total?.Dispose();
        }
    }

    private static Ciphertext AddTerm(PolynomialTerm term, Ciphertext power, Scale wide, Ciphertext? total, IPolynomialCoefficients coefficients)
    {
        Scale constantScale = wide / power.Scale.Value;
        if (total is null)
        {
            return coefficients.Multiply(power, term.Coefficient, constantScale);
        }

        coefficients.MultiplyThenAdd(power, term.Coefficient, constantScale, total);
        return total;
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
