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

        return keySwitcher.Decompose(x[1]);
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

        return Switch(x, digits, element);
    }

    private Ciphertext Apply(Ciphertext x, GaloisElement element, string operation)
    {
        CheckRotation(operation, x);

        if (element.Value == 1)
        {
            return Copy(x);
        }

        using RaisedDigits digits = keySwitcher.DecomposeLazy(x[1]);

        return Switch(x, digits, element);
    }

    // The automorphism comes last: the key switches to the secret's image under its inverse.
    private Ciphertext Switch(Ciphertext x, IDigits digits, GaloisElement element)
    {
        using EvaluationKeyLease lease = Keys.Rent(new KeyPurpose(element), x.Level);
        Ciphertext result = Allocate(x.Level, x.Scale, 1);
        GadgetRows switched = new(Parameters, digits, lease.Key, new PairAddends(x[0], null));
        keySwitcher.Divide(
            switched, x.Level, new PairSink(result[0], result[1], Parameters.Ring.AutomorphismTable(element.Value)));

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
