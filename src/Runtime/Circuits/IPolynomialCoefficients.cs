using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>What the coefficients of a series are when it is evaluated: numbers, or plaintexts that carry a factor of the result.</summary>
internal interface IPolynomialCoefficients
{
    /// <summary>coefficient * power.</summary>
    /// <param name="power">One of the computed powers.</param>
    /// <param name="coefficient">Of the series.</param>
    /// <param name="scale">To encode the coefficient at.</param>
    Ciphertext Multiply(Ciphertext power, double coefficient, Scale scale);

    /// <summary>sum += coefficient * power.</summary>
    void MultiplyThenAdd(Ciphertext power, double coefficient, Scale scale, Ciphertext sum);

    /// <summary>x + coefficient.</summary>
    Ciphertext Add(Ciphertext x, double coefficient);
}
