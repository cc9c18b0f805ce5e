using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The same coefficient in every slot. Thread-safe.</summary>
internal sealed class NumberCoefficients(Evaluator evaluator) : IPolynomialCoefficients
{
    public Ciphertext Multiply(Ciphertext power, double coefficient, Scale scale) => evaluator.MultiplyConstant(power, coefficient, scale);

    public void MultiplyThenAdd(Ciphertext power, double coefficient, Scale scale, Ciphertext sum) =>
        evaluator.MultiplyConstantThenAdd(power, coefficient, scale, sum);

    public Ciphertext Add(Ciphertext x, double coefficient) => evaluator.AddConstant(x, coefficient);
}
