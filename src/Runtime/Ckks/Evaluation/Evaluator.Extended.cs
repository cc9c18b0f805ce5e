using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Ckks;

/// <content>Double hoisting: rotations that stay modulo QP, so that one <see cref="ModDown"/> serves a sum of them.</content>
public sealed partial class Evaluator
{
    /// <summary>x times P modulo QP: the rotation by 0, without a key.</summary>
    public ExtendedCiphertext Extend(Ciphertext x)
    {
        CheckRotation(nameof(Extend), x);
        ExtendedCiphertext result = new(Parameters, x.Level, x.Scale, clear: true);
        AddTimesP(x[0], result.C0);
        AddTimesP(x[1], result.C1);

        return result;
    }

    /// <summary><see cref="RotateHoisted"/> without its ModDown.</summary>
    /// <exception cref="MissingEvaluationKeyException">There is no key for this rotation at this level.</exception>
    public ExtendedCiphertext RotateHoistedLazy(Ciphertext x, Decomposition digits, int steps) => RotateHoistedLazy(x, digits, [steps])[0];

    /// <summary>Several rotations of one ciphertext at once: its digits are read from memory once for all of them.</summary>
    /// <remarks>With keys that are loaded and dropped by plan the rotations are done one by one.</remarks>
    /// <returns>One result for each of <paramref name="steps"/>, in their order.</returns>
    /// <exception cref="MissingEvaluationKeyException">There is no key for one of the rotations at this level.</exception>
    public ExtendedCiphertext[] RotateHoistedLazy(Ciphertext x, Decomposition digits, IReadOnlyList<int> steps)
    {
        CheckHoisted(nameof(RotateHoistedLazy), x, digits);
        List<ExtendedCiphertext> results = [];

        try
        {
            foreach (int[] together in steps.Chunk(Keys.LendsManyAtOnce ? Math.Max(1, steps.Count) : 1))
            {
                RotateTogether(x, digits, together, results);
            }
        }
        catch
        {
            results.ForEach(static result => result.Dispose());

            throw;
        }

        return [.. results];
    }

    /// <summary>sum += the rotation of x. The sum has x's level and scale.</summary>
    /// <exception cref="MissingEvaluationKeyException">There is no key for this rotation at this level.</exception>
    public void RotateHoistedLazyThenAdd(Ciphertext x, Decomposition digits, int steps, ExtendedCiphertext sum)
    {
        using ExtendedCiphertext rotated = RotateHoistedLazy(x, digits, steps);
        Add(sum, rotated, sum);
    }

    /// <summary>destination = x + y; the destination may be x or y.</summary>
    public void Add(ExtendedCiphertext x, ExtendedCiphertext y, ExtendedCiphertext destination)
    {
        foreach (ExtendedCiphertext other in (ExtendedCiphertext[])[y, destination])
        {
            Operands.SameParameters(nameof(Add), Parameters, other.Parameters);
            Operands.SameLevel(nameof(Add), x.Level, other.Level);
            Operands.SameScale(nameof(Add), x.Scale, other.Scale);
        }

        RingOperations.Add(x.C0, y.C0, destination.C0, Workers);
        RingOperations.Add(x.C1, y.C1, destination.C1, Workers);
    }

    /// <summary>x * plaintext. The plaintext is extended and of the same level. Scale product.</summary>
    public ExtendedCiphertext MultiplyPlain(ExtendedCiphertext x, Plaintext plaintext)
    {
        CheckExtended(nameof(MultiplyPlain), x, plaintext);
        ExtendedCiphertext result = new(Parameters, x.Level, x.Scale * plaintext.Scale);
        RingOperations.Multiply(x.C0, plaintext.Polynomial, result.C0, Workers);
        RingOperations.Multiply(x.C1, plaintext.Polynomial, result.C1, Workers);

        return result;
    }

    /// <summary>sum += x * plaintext. The plaintext is extended; all have the same level, the sum has the product's scale.</summary>
    public void MultiplyPlainThenAdd(ExtendedCiphertext x, Plaintext plaintext, ExtendedCiphertext sum)
    {
        CheckExtended(nameof(MultiplyPlainThenAdd), x, plaintext);
        Operands.SameLevel(nameof(MultiplyPlainThenAdd), x.Level, sum.Level);
        Operands.SameScale(nameof(MultiplyPlainThenAdd), x.Scale * plaintext.Scale, sum.Scale);
        RingOperations.MultiplyThenAdd(x.C0, plaintext.Polynomial, sum.C0, Workers);
        RingOperations.MultiplyThenAdd(x.C1, plaintext.Polynomial, sum.C1, Workers);
    }

    /// <summary>Divides by P and rounds: an ordinary ciphertext of the same level and scale.</summary>
    public Ciphertext ModDown(ExtendedCiphertext x)
    {
        Operands.SameParameters(nameof(ModDown), Parameters, x.Parameters);
        Ciphertext result = Allocate(x.Level, x.Scale, 1);
        keySwitcher.Divide(new StoredPair(Parameters, x.Level, x.C0, x.C1), x.Level, new PairSink(result[0], result[1]));

        return result;
    }

    /// <summary>Divides by P and by the last prime at once: level - 1, rounded once. Cheaper than <see cref="ModDown"/> and <see cref="Rescale"/>.</summary>
    /// <exception cref="LevelMismatchException">The level is 0.</exception>
    public Ciphertext ModDownRescale(ExtendedCiphertext x)
    {
        Operands.SameParameters(nameof(ModDownRescale), Parameters, x.Parameters);
        Operands.Rescalable(nameof(ModDownRescale), x.Level);
        Ciphertext result = Allocate(x.Level - 1, Parameters.Rescaled(x.Scale, x.Level), 1);
        keySwitcher.DivideRescaling(
            new StoredPair(Parameters, x.Level, x.C0, x.C1), x.Level, new PairSink(result[0], result[1]));

        return result;
    }

    private void RotateTogether(Ciphertext x, Decomposition digits, int[] steps, List<ExtendedCiphertext> results)
    {
        List<EvaluationKeyLease> leases = [];
        List<(IPairRows Source, PairSink Sink)> pairs = [];
        PairAddends addends = new(x[0], null);

        try
        {
            foreach (GaloisElement element in steps.Select(step => GaloisElement.ForRotation(step, Parameters.LogN)))
            {
                if (element.Value == 1)
                {
                    results.Add(Extend(x));
                    continue;
                }

                leases.Add(Keys.Rent(new KeyPurpose(element), x.Level));
                ExtendedCiphertext result = new(Parameters, x.Level, x.Scale);
                results.Add(result);
                AutomorphismTable automorphism = Parameters.Ring.AutomorphismTable(element.Value);
                pairs.Add((new GadgetRows(Parameters, digits, leases[^1].Key, addends), new PairSink(result.C0, result.C1, automorphism)));
            }

            keySwitcher.Store(pairs, x.Level);
        }
        finally
        {
            leases.ForEach(static lease => lease.Dispose());
        }
    }

    // P is 0 modulo the special primes, so those limbs stay.
    private void AddTimesP(RnsPolynomial x, RnsPolynomial destination) =>
        Workers.Run(x.LimbCount, i => destination.AddMultiple(i, x.Limb(i), Parameters.SpecialProduct(i)));

    private void CheckExtended(string operation, ExtendedCiphertext x, EncodedMessage plaintext)
    {
        Operands.SameParameters(operation, Parameters, x.Parameters);
        Operands.SameParameters(operation, Parameters, plaintext.Parameters);
        Operands.SameLevel(operation, x.Level, plaintext.Level);

        if (!plaintext.IsExtended)
        {
            throw new CkksException($"{operation}: the plaintext lacks the special primes. Encode it with EncodeExtended.");
        }
    }
}
