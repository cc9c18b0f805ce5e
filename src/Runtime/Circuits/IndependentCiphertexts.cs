using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>One operation, or one circuit, on several ciphertexts: small ones go one a thread, large ones one after the other.</summary>
/// <remarks>With keys that are loaded and dropped by plan they always go one after the other. The results are the same to the bit. Thread-safe.</remarks>
public sealed class IndependentCiphertexts(Evaluator evaluator)
{
    /// <summary>The results for all operands, in their order.</summary>
    /// <param name="operands">Stay the caller's.</param>
    /// <param name="operation">Uses the evaluator, makes a new ciphertext, and may be called by several threads.</param>
    /// <param name="cancellationToken">Honored between ciphertexts.</param>
    public Ciphertext[] Map(
        IReadOnlyList<Ciphertext> operands, Func<Ciphertext, Ciphertext> operation, CancellationToken cancellationToken = default)
    {
        Level highest = new(operands.Select(static operand => operand.Level.Value).DefaultIfEmpty().Max());
        return WorkAt(evaluator, highest).Collect(operands.Count, i =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return operation(operands[i]);
        });
    }

    /// <summary>How operations on ciphertexts of a level that switch keys share the threads.</summary>
    internal static IndependentWork WorkAt(Evaluator evaluator, Level level) => new(evaluator.Workers, evaluator.Keys.LendsManyAtOnce
        ? IndependentWork.DivisionFor((long)level.LimbCount * evaluator.Parameters.N)
        : WorkDivision.OverPrimes);
}
