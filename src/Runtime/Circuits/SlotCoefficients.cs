using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Coefficients times a number for each slot, so that the value of a series has that factor and takes no level for it. Thread-safe.</summary>
/// <remarks>Each coefficient is encoded where it is used: a transform and a number-theoretic transform for each prime.</remarks>
/// <param name="evaluator">Of the ciphertexts.</param>
/// <param name="encoder">Of the same parameters.</param>
/// <param name="factor">For each slot.</param>
internal sealed class SlotCoefficients(Evaluator evaluator, Encoder encoder, double[] factor) : IPolynomialCoefficients
{
    public Ciphertext Multiply(Ciphertext power, double coefficient, Scale scale)
    {
        using Plaintext plaintext = Encode(power, coefficient, scale);
        return evaluator.MultiplyPlain(power, plaintext);
    }

    public void MultiplyThenAdd(Ciphertext power, double coefficient, Scale scale, Ciphertext sum)
    {
        using Plaintext plaintext = Encode(power, coefficient, scale);
        evaluator.MultiplyPlainThenAdd(power, plaintext, sum);
    }

    public Ciphertext Add(Ciphertext x, double coefficient)
    {
        using Plaintext plaintext = Encode(x, coefficient, x.Scale);
        return evaluator.AddPlain(x, plaintext);
    }

    private Plaintext Encode(Ciphertext x, double coefficient, Scale scale) =>
        encoder.Encode(Array.ConvertAll(factor, slot => coefficient * slot), x.Level, scale);
}
