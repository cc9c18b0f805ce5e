using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>Makes evaluation keys: every digit has an error of its own, and every key a public seed of its own. Thread-safe.</summary>
internal sealed class GadgetKeys(RlweParameters parameters, IWorkers workers, SecretSampler sampler)
{
    /// <summary>The key for a need; for the first of encapsulation that of the next need too.</summary>
    /// <param name="secret">Whose.</param>
    /// <param name="needs">The two keys of encapsulation follow one another.</param>
    /// <param name="index">Which need.</param>
    public EvaluationKey[] Create(SecretKey secret, EvaluationKeyNeed[] needs, int index)
    {
        EvaluationKeyNeed need = needs[index];

        return need.Purpose switch
        {
            { Element: GaloisElement element } => [Galois(secret, element, need.MaxLevel)],
            { Encapsulation: Encapsulation.ToEphemeral } => Encapsulating(secret, need, needs[index + 1]),
            _ => [Relinearization(secret, need.MaxLevel)],
        };
    }

    /// <summary>Switches from s^2 to s.</summary>
    public EvaluationKey Relinearization(SecretKey secret, Level maxLevel)
    {
        using RnsPolynomial square = parameters.RentExtendedPolynomial(parameters.MaxLevel, secret: true);
        RingOperations.Multiply(secret.Polynomial, secret.Polynomial, square, workers);

        return Create(KeyPurpose.Relinearization, maxLevel, square, secret.Polynomial);
    }

    /// <summary>Switches from s to its image under the inverse automorphism.</summary>
    /// <exception cref="ParameterException">The element is even or not below 2N.</exception>
    public EvaluationKey Galois(SecretKey secret, GaloisElement element, Level maxLevel)
    {
        if (!element.IsValid(parameters.LogN))
        {
            throw new ParameterException(nameof(element), element.ToString(), $"a Galois element is odd and below {2 * parameters.N}.");
        }

        using RnsPolynomial image = parameters.RentExtendedPolynomial(parameters.MaxLevel, secret: true);
        RingOperations.Automorphism(secret.Polynomial, element.Inverse(parameters.LogN).Value, image, workers);

        return Create(new KeyPurpose(element), maxLevel, secret.Polynomial, image);
    }

    // The ephemeral secret exists while these two keys are made: before whoever takes the keys gets the first of them, it is zeroed.
    private EvaluationKey[] Encapsulating(SecretKey secret, EvaluationKeyNeed to, EvaluationKeyNeed from)
    {
        using SecretKey ephemeral = sampler.EphemeralSecretKey();
        EvaluationKey first = Create(to.Purpose, to.MaxLevel, secret.Polynomial, ephemeral.Polynomial);

        try
        {
            return [first, Create(from.Purpose, from.MaxLevel, ephemeral.Polynomial, secret.Polynomial)];
        }
        catch
        {
            first.Dispose();

            throw;
        }
    }

    // Prime by prime, all digits of one together: tables and the secrets' limbs stay in the cache.
    private EvaluationKey Create(KeyPurpose purpose, Level maxLevel, RnsPolynomial from, RnsPolynomial to)
    {
        parameters.CheckLevel(maxLevel);

        Seed publicSeed = sampler.PublicSeed();
        EvaluationKeyShape shape = EvaluationKeyShape.Of(parameters, purpose, maxLevel);
        int digits = shape.Digits;
        GadgetLimbs limbs = new(parameters, from, to, publicSeed) { IsEncapsulation = purpose.Encapsulation != Encapsulation.None };
        RnsPolynomial[] uniform = shape.Rent(parameters), masked = shape.Rent(parameters);
        Limb[] errors = new Limb[digits];

        try
        {
            for (int digit = 0; digit < digits; digit++)
            {
                errors[digit] = sampler.Error();
            }

            workers.Run(masked[0].LimbCount, i =>
            {
                for (int digit = 0; digit < digits; digit++)
                {
                    limbs.Encrypt(digit, i, errors[digit].Span, masked[digit], uniform[digit]);
                }
            });

            return new EvaluationKey(parameters, purpose, maxLevel, masked, uniform, publicSeed);
        }
        catch
        {
            // Limbs that are half done hold errors.
            Array.ForEach([.. masked, .. uniform], static polynomial => polynomial.Discard());

            throw;
        }
        finally
        {
            Array.ForEach(errors, static error => error?.Dispose());
        }
    }
}
