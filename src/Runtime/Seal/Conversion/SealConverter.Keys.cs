using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Seal;

/// <content>Evaluation keys. Entry J of a SEAL key is digit J of the engine's key with one prime a digit.</content>
public sealed partial class SealConverter
{
    /// <summary>Keys with which the engine evaluates whole circuits on SEAL's ciphertexts.</summary>
    /// <param name="relinearization">Null when the circuit needs none.</param>
    /// <param name="galois">Null when the circuit needs none.</param>
    /// <param name="request">What the circuit needs: other keys and higher levels are left out, which saves memory. Null takes everything.</param>
    /// <remarks>They cannot be written in the engine's own format, which stores seeds. A requested key that SEAL did not send is missing here too.</remarks>
    /// <exception cref="ParameterMismatchException">The keys were made for other parameters.</exception>
    public EvaluationKeys ToEngine(SealRelinearizationKeys? relinearization, SealGaloisKeys? galois, EvaluationKeyRequest? request = null)
    {
        List<EvaluationKey> keys = [];
        Level? relinearizationLevel = request is null ? Parameters.MaxLevel : request.Relinearization;

        if (relinearization is not null && relinearizationLevel is Level level)
        {
            RequireSame(relinearization.Parameters);
            keys.Add(ImportKey(relinearization.Entries, null, level));
        }

        if (galois is not null)
        {
            RequireSame(galois.Parameters);
            IEnumerable<GaloisKeyRequest> wanted = request?.Galois ?? galois.Elements.Select(element => new GaloisKeyRequest(element, Parameters.MaxLevel));
            keys.AddRange(
                from key in wanted
                where galois.Entries(key.Element) is not null
                select ImportKey(galois.Entries(key.Element)!, key.Element, key.MaxLevel));
        }

        return new EvaluationKeys(Parameters, keys, new DataIdentity(request?.Circuit, Keys: null));
    }

    /// <summary>The relinearization key for SEAL; null when there is none.</summary>
    /// <exception cref="ParameterException">The key is for a lower level: SEAL's keys have all primes.</exception>
    /// <exception cref="ParameterMismatchException">The keys were made for other parameters.</exception>
    public SealRelinearizationKeys? ToSealRelinearizationKeys(EvaluationKeys keys)
    {
        RequireSame(keys.Parameters);

        return keys.Relinearization is EvaluationKey key ? new SealRelinearizationKeys(Seal, ExportKey(key)) : null;
    }

    /// <summary>The Galois keys for SEAL.</summary>
    /// <exception cref="ParameterException">A key is for a lower level: SEAL's keys have all primes.</exception>
    /// <exception cref="ParameterMismatchException">The keys were made for other parameters.</exception>
    public SealGaloisKeys ToSealGaloisKeys(EvaluationKeys keys)
    {
        RequireSame(keys.Parameters);
        SortedDictionary<GaloisElement, SealCiphertext[]> result = [];

        foreach (EvaluationKey key in keys.Galois)
        {
            result.Add(key.Element!.Value, ExportKey(key));
        }

        return new SealGaloisKeys(Seal, result);
    }

    /// <summary>A key in SEAL's meaning with the engine's representation of residues.</summary>
    internal SealSwitchKey ToSwitchKey(IReadOnlyList<SealCiphertext> entries)
    {
        RequireSame(entries[0].Parameters);

        return new SealSwitchKey(
            [.. entries.Select(entry => KeyHalf(entry, 0, Parameters.MaxLevel))], [.. entries.Select(entry => KeyHalf(entry, 1, Parameters.MaxLevel))]);
    }

    // SEAL's key for g encrypts s(X^g) under s. Ours switches from s to the g^-1 image of s, and the automorphism follows: the g^-1
    // automorphism of both halves makes the one of the other.
    private EvaluationKey ImportKey(IReadOnlyList<SealCiphertext> entries, GaloisElement? element, Level maxLevel)
    {
        Parameters.CheckLevel(maxLevel);
        GaloisElement? change = element?.Inverse(Parameters.LogN);
        RnsPolynomial[] masked = [.. entries.Take(maxLevel.LimbCount).Select(entry => Map(KeyHalf(entry, 0, maxLevel), change))];
        RnsPolynomial[] uniform = [.. entries.Take(maxLevel.LimbCount).Select(entry => Map(KeyHalf(entry, 1, maxLevel), change))];

        return EvaluationKey.FromHalves(Parameters, element, maxLevel, masked, uniform);
    }

    private SealCiphertext[] ExportKey(EvaluationKey key)
    {
        if (key.MaxLevel != Parameters.MaxLevel)
        {
            throw new ParameterException(
                "level of the key",
                key.MaxLevel.ToString(),
                $"SEAL's keys have all primes: make the key for {key.Element?.Describe(Parameters.LogN) ?? "relinearization"} for level {Parameters.MaxLevel}.");
        }

        return [.. Enumerable.Range(0, key.DigitCount).Select(digit => ExportDigit(key, digit))];
    }

    private SealCiphertext ExportDigit(EvaluationKey key, int digit)
    {
        if (key.Element is not GaloisElement element)
        {
            return KeyCiphertext(key.Masked(digit), key.Uniform(digit));
        }

        using RnsPolynomial masked = Automorphism(key.Masked(digit), element);
        using RnsPolynomial uniform = Automorphism(key.Uniform(digit), element);

        return KeyCiphertext(masked, uniform);
    }

    private RnsPolynomial Map(RnsPolynomial x, GaloisElement? element)
    {
        if (element is not GaloisElement change)
        {
            return x;
        }

        using (x)
        {
            return Automorphism(x, change);
        }
    }

    private RnsPolynomial Automorphism(RnsPolynomial x, GaloisElement element)
    {
        RnsPolynomial result = new(x.Ring, x.PrimeIndices, x.IsNtt);
        RingOperations.Automorphism(x, element.Value, result, workers);

        return result;
    }
}
