using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Ckks;

/// <content>Sums. Cost: one pass over the residues. Noise: the sum of the operands'.</content>
public sealed partial class Evaluator
{
    /// <summary>x + y, of the same level and matching scales. The result's degree is the larger one.</summary>
    public Ciphertext Add(Ciphertext x, Ciphertext y)
    {
        Operands.Addable(nameof(Add), x, y);
        (Ciphertext longer, Ciphertext shorter) = x.Degree >= y.Degree ? (x, y) : (y, x);
        Ciphertext result = Allocate(x.Level, x.Scale, longer.Degree);

        ForPolynomials(shorter, i => RingOperations.Add(longer[i], shorter[i], result[i], Workers));

        if (longer.Degree > shorter.Degree)
        {
            longer[2].CopyTo(result[2], Workers);
        }

        return result;
    }

    /// <summary>destination = x + y, all of the same degree; the destination may be x or y.</summary>
    public void Add(Ciphertext x, Ciphertext y, Ciphertext destination)
    {
        CheckSum(nameof(Add), x, y, destination);
        ForPolynomials(destination, i => RingOperations.Add(x[i], y[i], destination[i], Workers));
    }

    /// <summary>x - y, of the same level, degree and matching scales.</summary>
    public Ciphertext Sub(Ciphertext x, Ciphertext y)
    {
        Operands.SameParameters(nameof(Sub), Parameters, x.Parameters);
        Operands.Addable(nameof(Sub), x, y);
        Operands.Degree(nameof(Sub), y, x.Degree);
        Ciphertext result = Allocate(x.Level, x.Scale, x.Degree);
        ForPolynomials(x, i => RingOperations.Subtract(x[i], y[i], result[i], Workers));

        return result;
    }

    /// <summary>destination = x - y, all of the same degree; the destination may be x or y.</summary>
    public void Sub(Ciphertext x, Ciphertext y, Ciphertext destination)
    {
        CheckSum(nameof(Sub), x, y, destination);
        ForPolynomials(destination, i => RingOperations.Subtract(x[i], y[i], destination[i], Workers));
    }

    /// <summary>-x.</summary>
    public Ciphertext Negate(Ciphertext x)
    {
        Operands.SameParameters(nameof(Negate), Parameters, x.Parameters);
        Ciphertext result = Allocate(x.Level, x.Scale, x.Degree);
        ForPolynomials(result, i => RingOperations.Negate(x[i], result[i], Workers));

        return result;
    }

    /// <summary>x + plaintext. The plaintext's scale must match; its level may be higher.</summary>
    public Ciphertext AddPlain(Ciphertext x, Plaintext plaintext)
    {
        CheckPlainSum(nameof(AddPlain), x, plaintext);
        Ciphertext result = Copy(x);
        RingOperations.Add(x[0], plaintext.Polynomial, result[0], Workers);

        return result;
    }

    /// <summary>x - plaintext. The plaintext's scale must match; its level may be higher.</summary>
    public Ciphertext SubPlain(Ciphertext x, Plaintext plaintext)
    {
        CheckPlainSum(nameof(SubPlain), x, plaintext);
        Ciphertext result = Copy(x);
        RingOperations.Subtract(x[0], plaintext.Polynomial, result[0], Workers);

        return result;
    }

    private void CheckSum(string operation, Ciphertext x, Ciphertext y, Ciphertext destination)
    {
        Operands.SameParameters(operation, Parameters, x.Parameters);
        Operands.Addable(operation, x, y);
        Operands.Addable(operation, x, destination);
        Operands.Degree(operation, y, x.Degree);
        Operands.Degree(operation, destination, x.Degree);
    }

    private void CheckPlainSum(string operation, Ciphertext x, Plaintext plaintext)
    {
        Operands.SameParameters(operation, Parameters, x.Parameters);
        Operands.SameParameters(operation, Parameters, plaintext.Parameters);
        Operands.PlaintextReaches(operation, x.Level, plaintext);
        Operands.SameScale(operation, x.Scale, plaintext.Scale);
    }
}
