using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Operations on bundles: what is done to each ciphertext, and what leads from one bundle to another.</summary>
/// <param name="engine">Evaluator and threads.</param>
/// <param name="cancellation">Honored between ciphertexts.</param>
internal sealed class BundleOperations(CircuitEngine engine, CancellationToken cancellation)
{
    /// <summary>The results of an operation on each ciphertext; on several at once where that is faster.</summary>
    /// <param name="operand">The bundle.</param>
    /// <param name="operation">Makes a new ciphertext from that of an index; may be called by several threads.</param>
    public CiphertextBundle Each(CiphertextBundle operand, Func<int, Ciphertext> operation) => Each((operand.Count, operand.Level), operation);

    /// <summary>The results of an operation on each ciphertext and a weight encoded for it, one after the other: each takes all threads.</summary>
    /// <param name="operand">The bundle.</param>
    /// <param name="rent">The weight for the ciphertext of an index.</param>
    /// <param name="operation">Makes a new ciphertext.</param>
    public CiphertextBundle EachWithPlain(
        CiphertextBundle operand, Func<int, PlaintextLease<Plaintext>> rent, Func<Ciphertext, Plaintext, Ciphertext> operation)
    {
        List<Ciphertext> results = [];
        try
        {
            for (int i = 0; i < operand.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                using PlaintextLease<Plaintext> plain = rent(i);
                results.Add(operation(operand[i], plain.Plaintext));
            }

            return new CiphertextBundle(results);
        }
        catch
        {
            results.ForEach(static result => result.Dispose());
            throw;
        }
    }

    /// <summary>The product with a step's matrix, which leads from one bundle to another.</summary>
    /// <param name="operand">The bundle.</param>
    /// <param name="step">A matrix product or a linear map.</param>
    /// <param name="scale">Of the result.</param>
    /// <param name="clock">Told what encoding takes.</param>
    /// <exception cref="InvalidCircuitException">The matrix takes another number of ciphertexts.</exception>
    public CiphertextBundle Transform(CiphertextBundle operand, int step, Scale scale, OperationClock clock)
    {
        LinearTransformPlan plan = engine.Circuit.MatrixOf(step).Plan;
        if (operand.Count != plan.OperandCount)
        {
            throw new InvalidCircuitException(engine.Circuit.Name, $"step {step} maps {plan.OperandCount} ciphertexts, the code gives it {operand.Count}");
        }

        return new CiphertextBundle(engine.Transform.Apply(operand.Ciphertexts, plan, engine.Weights.DiagonalsOf(step, clock), scale, cancellation));
    }

    /// <summary>Two neighbours as one complex ciphertext.</summary>
    public CiphertextBundle Pair(CiphertextBundle operand, SlotForm form) =>
        new(new PairedCiphertexts(engine.Evaluator, operand.Level, cancellation).Join(operand.Ciphertexts, form));

    /// <summary>Pairs, and plaintexts that are added to both ciphertexts of each.</summary>
    /// <param name="pairs">Of which there are half as many.</param>
    /// <param name="rent">The weight for the ciphertext of an index.</param>
    public CiphertextBundle AddToPairs(CiphertextBundle pairs, Func<int, PlaintextLease<Plaintext>> rent)
    {
        CiphertextBundle withFirst = EachWithPlain(pairs, i => rent(2 * i), (ciphertext, plain) => engine.Evaluator.AddPlain(ciphertext, plain));
        using OwnedCiphertexts made = new([.. withFirst.Ciphertexts]);
        PairedCiphertexts paired = new(engine.Evaluator, pairs.Level, cancellation);
        return EachWithPlain(withFirst, i => rent((2 * i) + 1), paired.AddToSecond);
    }

    /// <summary>Sums of the products of each factor with all pairs.</summary>
    /// <param name="operands">Factors and pairs in turn.</param>
    public CiphertextBundle MultiplyPairs(CiphertextBundle[] operands)
    {
        int pairs = operands[1].Count;
        return Each((operands[0].Count * pairs, operands[0].Level), i => SumOfProducts(operands.Length / 2, term => (operands[2 * term][i / pairs], operands[(2 * term) + 1][i % pairs])));
    }

    /// <summary>The sum of the products of two bundles, from the first to the last.</summary>
    public Ciphertext InnerProduct(CiphertextBundle left, CiphertextBundle right) => SumOfProducts(left.Count, i => (left[i], right[i]));

    /// <summary>The sum of all ciphertexts, from the first to the last.</summary>
    public Ciphertext Sum(CiphertextBundle operand)
    {
        Ciphertext sum = engine.Evaluator.Copy(operand[0]);
        for (int i = 1; i < operand.Count; i++)
        {
            engine.Evaluator.Add(sum, operand[i], sum);
        }

        return sum;
    }

    private CiphertextBundle Each((int Count, Level Level) results, Func<int, Ciphertext> operation) => results.Count == 1
        ? new CiphertextBundle(operation(0))
        : new CiphertextBundle(IndependentCiphertexts.WorkAt(engine.Evaluator, results.Level).Collect(results.Count, i =>
        {
            cancellation.ThrowIfCancellationRequested();
            return operation(i);
        }));

    private Ciphertext SumOfProducts(int count, Func<int, (Ciphertext Left, Ciphertext Right)> terms)
    {
        Ciphertext sum = engine.Evaluator.Multiply(terms(0).Left, terms(0).Right);
        for (int term = 1; term < count; term++)
        {
            (Ciphertext left, Ciphertext right) = terms(term);
            engine.Evaluator.MultiplyThenAdd(left, right, sum);
        }

        return sum;
    }

    /// <summary>Sums slots by doubling.</summary>
    public Ciphertext SumSlots(Ciphertext operand, IEnumerable<long> rotations)
    {
        Ciphertext sum = engine.Evaluator.Copy(operand);
        try
        {
            foreach (long rotation in rotations)
            {
                cancellation.ThrowIfCancellationRequested();
                using Ciphertext rotated = engine.Evaluator.Rotate(sum, (int)rotation);
                engine.Evaluator.Add(sum, rotated, sum);
            }

            return sum;
        }
        catch
        {
            sum.Dispose();
            throw;
        }
    }
}
