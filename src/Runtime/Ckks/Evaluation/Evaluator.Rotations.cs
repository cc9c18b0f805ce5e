using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Ckks;

/// <content>Automorphisms. Level and scale unchanged; degree 1 only. Cost: one key switch each.</content>
public sealed partial class Evaluator
{
    /// <summary>Slot i of the result is slot i + steps of x (cyclic, modulo <see cref="CkksParameters.SlotCount"/>): a left rotation.</summary>
    /// <exception cref="MissingEvaluationKeyException">There is no key for this rotation at this level.</exception>
    public Ciphertext Rotate(Ciphertext x, int steps) => Apply(x, GaloisElement.ForRotation(steps, Parameters.LogN), nameof(Rotate));

    /// <summary>The complex conjugate of every slot.</summary>
    /// <exception cref="MissingEvaluationKeyException">There is no key for conjugation at this level.</exception>
    public Ciphertext Conjugate(Ciphertext x) => Apply(x, GaloisElement.ForConjugation(Parameters.LogN), nameof(Conjugate));

    /// <summary>The digits of c1, to rotate x many times: the decomposition is most of a rotation's cost.</summary>
    public Decomposition Decompose(Ciphertext x)
    {
        CheckRotation(nameof(Decompose), x);

        return keySwitcher.Decompose(x[1], x.Level);
    }

    /// <summary><see cref="Rotate"/> with the digits of x already computed.</summary>
    /// <exception cref="MissingEvaluationKeyException">There is no key for this rotation at this level.</exception>
    public Ciphertext RotateHoisted(Ciphertext x, Decomposition digits, int steps)
    {
        CheckHoisted(nameof(RotateHoisted), x, digits);
        GaloisElement element = GaloisElement.ForRotation(steps, Parameters.LogN);

        if (element.Value == 1)
        {
            return Copy(x);
        }

        using EvaluationKeyLease lease = Keys.Rent(new KeyPurpose(element), x.Level);
        using Ciphertext switched = Allocate(x.Level, x.Scale, 1);
        keySwitcher.Switch(digits, lease.Key, switched[0], switched[1]);

        return Permute(x, switched, element);
    }

    private Ciphertext Apply(Ciphertext x, GaloisElement element, string operation)
    {
        CheckRotation(operation, x);

        if (element.Value == 1)
        {
            return Copy(x);
        }

        using EvaluationKeyLease lease = Keys.Rent(new KeyPurpose(element), x.Level);
        using Ciphertext switched = Allocate(x.Level, x.Scale, 1);
        keySwitcher.Switch(x[1], x.Level, lease.Key, switched[0], switched[1]);

        return Permute(x, switched, element);
    }

    private Ciphertext Permute(Ciphertext x, Ciphertext switched, GaloisElement element)
    {
        RingOperations.Add(switched[0], x[0], switched[0], Workers);
        Ciphertext result = Allocate(x.Level, x.Scale, 1);
        ForPolynomials(result, i => RingOperations.Automorphism(switched[i], element.Value, result[i], Workers));

        return result;
    }

    private void CheckRotation(string operation, Ciphertext x)
    {
        Operands.SameParameters(operation, Parameters, x.Parameters);
        Operands.Degree(operation, x, 1);
    }

    private void CheckHoisted(string operation, Ciphertext x, Decomposition digits)
    {
        CheckRotation(operation, x);
        Operands.SameLevel(operation, x.Level, digits.Level);
    }
}
