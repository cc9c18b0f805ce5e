using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>Evaluates exactly as SEAL does: the same operands and keys give the same bytes. Thread-safe.</summary>
/// <remarks>
/// Use it where a result must be reproducible against SEAL; the engine's <see cref="Evaluator"/> with imported keys computes the same messages
/// faster, and whole circuits. Disposing waits for operations in progress. Operations return a new ciphertext that the caller disposes. Scales are SEAL's plain quotients, never
/// rounded to the default scale.
/// </remarks>
public sealed class SealEvaluator : IDisposable
{
    private readonly IWorkers workers;
    private readonly Evaluator evaluator;
    private readonly SealKeySwitcher keySwitcher;
    private readonly SealSwitchKey? relinearization;
    private readonly Dictionary<GaloisElement, SealSwitchKey> galois;
    private readonly Lifetime lifetime;

    /// <param name="converter">For the parameters; it converts the keys' representation.</param>
    /// <param name="relinearizationKeys">Null when nothing is relinearized.</param>
    /// <param name="galoisKeys">Null when nothing is rotated.</param>
    /// <exception cref="ParameterMismatchException">The keys were made for other parameters.</exception>
    public SealEvaluator(SealConverter converter, SealRelinearizationKeys? relinearizationKeys, SealGaloisKeys? galoisKeys, IWorkers workers)
    {
        this.workers = workers;
        lifetime = new Lifetime(nameof(SealEvaluator), Free);
        Parameters = converter.Parameters;
        evaluator = new Evaluator(Parameters, EvaluationKeys.None(Parameters), workers);
        keySwitcher = new SealKeySwitcher(Parameters, workers);
        relinearization = relinearizationKeys is null ? null : converter.ToSwitchKey(relinearizationKeys.Entries);
        galois = galoisKeys?.Elements.ToDictionary(static element => element, element => converter.ToSwitchKey(galoisKeys.Entries(element)!)) ?? [];
    }

    public CkksParameters Parameters { get; }

    /// <summary>SEAL's add. The scales must match; the result has the first one's.</summary>
    public Ciphertext Add(Ciphertext x, Ciphertext y) => InUse(() => evaluator.Add(x, y));

    /// <summary>SEAL's multiply of two ciphertexts of degree 1; also its square.</summary>
    public Ciphertext Multiply(Ciphertext x, Ciphertext y) => InUse(() => evaluator.Multiply(x, y));

    /// <summary>SEAL's multiply_plain.</summary>
    public Ciphertext MultiplyPlain(Ciphertext x, Plaintext y) => InUse(() => evaluator.MultiplyPlain(x, y));

    /// <summary>SEAL's mod_switch_to.</summary>
    /// <exception cref="LevelMismatchException">The target is above the ciphertext's level or below 0.</exception>
    public Ciphertext DropLevel(Ciphertext x, Level target) => InUse(() => evaluator.DropLevel(x, target));

    /// <summary>SEAL's rescale_to_next.</summary>
    /// <exception cref="LevelMismatchException">The level is 0.</exception>
    public Ciphertext Rescale(Ciphertext x)
    {
        using LifetimeUse use = lifetime.Enter();
        Operands.SameParameters(nameof(Rescale), Parameters, x.Parameters);
        Operands.Rescalable(nameof(Rescale), x.Level);
        Ciphertext result = Ciphertext.Allocate(Parameters, x.Level - 1, x.Scale / Parameters.Set.Q[x.Level.Value], x.Degree);
        RingOperations.DivideAndRoundByLast(x.Polynomials, result.Polynomials, workers);

        return result;
    }

    /// <summary>SEAL's relinearize, from degree 2 to 1.</summary>
    /// <exception cref="MissingEvaluationKeyException">There are no relinearization keys.</exception>
    public Ciphertext Relinearize(Ciphertext x)
    {
        using LifetimeUse use = lifetime.Enter();
        Operands.SameParameters(nameof(Relinearize), Parameters, x.Parameters);
        Operands.Degree(nameof(Relinearize), x, 2);
        SealSwitchKey key = relinearization ?? throw new MissingEvaluationKeyException("relinearization", x.Level, null);
        Ciphertext result = Ciphertext.Allocate(Parameters, x.Level, x.Scale, 1);
        keySwitcher.Switch(x[2], x.Level, key, result[0], result[1]);
        RingOperations.Add(result[0], x[0], result[0], workers);
        RingOperations.Add(result[1], x[1], result[1], workers);

        return result;
    }

    /// <summary>SEAL's rotate_vector with a key for just these steps: SEAL itself composes a rotation without one from others.</summary>
    /// <exception cref="MissingEvaluationKeyException">There is no key for this rotation.</exception>
    public Ciphertext Rotate(Ciphertext x, int steps) => Apply(nameof(Rotate), x, GaloisElement.ForRotation(steps, Parameters.LogN));

    /// <summary>SEAL's complex_conjugate.</summary>
    /// <exception cref="MissingEvaluationKeyException">There is no key for conjugation.</exception>
    public Ciphertext Conjugate(Ciphertext x) => Apply(nameof(Conjugate), x, GaloisElement.ForConjugation(Parameters.LogN));

    public void Dispose() => lifetime.CloseAndWait();

    private Ciphertext InUse(Func<Ciphertext> operation)
    {
        using LifetimeUse use = lifetime.Enter();

        return operation();
    }

    private void Free()
    {
        relinearization?.Dispose();

        foreach (SealSwitchKey key in galois.Values)
        {
            key.Dispose();
        }
    }

    private Ciphertext Apply(string operation, Ciphertext x, GaloisElement element)
    {
        using LifetimeUse use = lifetime.Enter();
        Operands.SameParameters(operation, Parameters, x.Parameters);
        Operands.Degree(operation, x, 1);

        if (element.Value == 1)
        {
            return evaluator.Copy(x);
        }

        SealSwitchKey key = galois.GetValueOrDefault(element) ?? throw new MissingEvaluationKeyException(element.Describe(Parameters.LogN), x.Level, null);
        using Ciphertext image = Ciphertext.Allocate(Parameters, x.Level, x.Scale, 1);
        RingOperations.Automorphism(x[0], element.Value, image[0], workers);
        RingOperations.Automorphism(x[1], element.Value, image[1], workers);
        Ciphertext result = Ciphertext.Allocate(Parameters, x.Level, x.Scale, 1);
        keySwitcher.Switch(image[1], x.Level, key, result[0], result[1]);
        RingOperations.Add(result[0], image[0], result[0], workers);

        return result;
    }
}
