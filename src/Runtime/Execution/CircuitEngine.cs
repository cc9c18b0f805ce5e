using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>What the evaluations of one circuit under one client's keys share. Thread-safe.</summary>
/// <remarks>Disposing cancels the operations in progress and waits for them; they, and later ones, end with <see cref="ObjectDisposedException"/>.</remarks>
public sealed class CircuitEngine : IDisposable
{
    private readonly Bootstrapper? ownBootstrapper;
    private readonly Lifetime lifetime;

    /// <param name="circuit">The circuit.</param>
    /// <param name="keys">Stay the caller's.</param>
    /// <param name="workers">Stay the caller's.</param>
    /// <param name="plaintextCacheBytes">Memory for encoded weights kept between evaluations.</param>
    /// <param name="bootstrapper">Raises ciphertexts; stays the caller's. Null for that of the circuit's parameters.</param>
    /// <exception cref="ArgumentNullException">The circuit bootstraps, its parameters do not, and no bootstrapper is given.</exception>
    /// <exception cref="MissingEvaluationKeyException">The circuit needs a key that is not there, or at a higher level.</exception>
    /// <exception cref="ParameterMismatchException">The keys were made for other parameters.</exception>
    public CircuitEngine(
        Circuit circuit, IEvaluationKeySource keys, IWorkers workers, long plaintextCacheBytes, IBootstrapper? bootstrapper = null)
    {
        if (!circuit.Parameters.IsSameAs(keys.Parameters))
        {
            throw new ParameterMismatchException(nameof(CircuitEngine));
        }

        bool bootstraps = bootstrapper is null && circuit.Graph.Ops<CkksBootstrap>().Any();

        if (bootstraps && circuit.Parameters.Set.Bootstrapping is null)
        {
            throw new ArgumentNullException(nameof(bootstrapper), $"The circuit '{circuit.Name}' bootstraps; it needs a bootstrapper with its keys.");
        }

        keys.Require(circuit.RequiredKeys);
        circuit.Prepare(workers);
        lifetime = new Lifetime(nameof(CircuitEngine), Free);
        Circuit = circuit;
        Workers = workers;
        Evaluator = new Evaluator(circuit.Parameters, keys, workers);
        Weights = new EncodedWeights(circuit, workers, plaintextCacheBytes);
        Transform = new LinearTransform(Evaluator);
        Polynomials = new PolynomialEvaluation(Evaluator);
        ownBootstrapper = bootstraps ? new Bootstrapper(Evaluator, circuit.Parameters.LogN - 1) : null;
        Bootstrapper = bootstrapper ?? ownBootstrapper;
    }

    public Circuit Circuit { get; }

    /// <summary>Entered by every operation.</summary>
    internal Lifetime Lifetime => lifetime;

    internal Evaluator Evaluator { get; }

    /// <summary>The coefficients of a polynomial of one ciphertext of a bundle.</summary>
    internal IPolynomialCoefficients CoefficientsOf(CkksPolynomial polynomial, int ciphertext) => polynomial.Factor is PlainFactor factor
        ? new SlotCoefficients(Evaluator, Weights.Encoder, Weights.Slots(factor.Weight, factor.Plain, ciphertext))
        : new NumberCoefficients(Evaluator);

    internal IWorkers Workers { get; }

    internal EncodedWeights Weights { get; }

    internal LinearTransform Transform { get; }

    internal PolynomialEvaluation Polynomials { get; }

    /// <summary>There for every circuit that bootstraps.</summary>
    internal IBootstrapper? Bootstrapper { get; }

    public void Dispose() => lifetime.CloseAndWait();

    private void Free()
    {
        Weights.Dispose();
        ownBootstrapper?.Dispose();
    }
}
