using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Operations on ciphertexts, done to each of a bundle.</summary>
/// <param name="engine">Evaluator and threads.</param>
/// <param name="cancellation">Honored between ciphertexts.</param>
internal sealed class BundleOperations(CircuitEngine engine, CancellationToken cancellation)
{
    /// <summary>The results of an operation on each ciphertext; on several at once where that is faster.</summary>
    /// <param name="operand">The bundle.</param>
    /// <param name="operation">Makes a new ciphertext from that of an index; may be called by several threads.</param>
    public CiphertextBundle Each(CiphertextBundle operand, Func<int, Ciphertext> operation) => operand.Count == 1
        ? new CiphertextBundle(operation(0))
        : new CiphertextBundle(IndependentCiphertexts.WorkAt(engine.Evaluator, operand.Level).Collect(operand.Count, i =>
        {
            cancellation.ThrowIfCancellationRequested();
            return operation(i);
        }));

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
