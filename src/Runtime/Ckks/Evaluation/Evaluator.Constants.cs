using System.Globalization;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks.Encoding;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <content>One number for all slots: an integer for each prime, no transform.</content>
public sealed partial class Evaluator
{
    /// <summary>x + value in every slot. Error: half an integer of the scale.</summary>
    /// <exception cref="CkksException">value times scale is not finite or 2^97 or more.</exception>
    public Ciphertext AddConstant(Ciphertext x, double value)
    {
        Operands.SameParameters(nameof(AddConstant), Parameters, x.Parameters);
        double integer = ConstantInteger(value, x.Scale);
        Ciphertext result = Copy(x);

        // The constant polynomial c has the value c at every point of the NTT form.
        RingOperations.AddScalar(x[0], Residues(integer, x.Level), result[0], Workers);

        return result;
    }

    /// <summary>x * value, the value encoded at <paramref name="constantScale"/>. Same level, scale product.</summary>
    /// <exception cref="CkksException">value times scale is not finite or 2^97 or more.</exception>
    public Ciphertext MultiplyConstant(Ciphertext x, double value, Scale constantScale) =>
        MultiplyByInteger(x, ConstantInteger(value, constantScale), x.Scale * constantScale);

    /// <summary>sum += x * value, the value encoded at <paramref name="constantScale"/>. The sum may have degree 2 where x has 1.</summary>
    /// <exception cref="CkksException">value times scale is not finite or 2^97 or more.</exception>
    public void MultiplyConstantThenAdd(Ciphertext x, double value, Scale constantScale, Ciphertext sum)
    {
        Operands.SameParameters(nameof(MultiplyConstantThenAdd), Parameters, x.Parameters);
        CheckTarget(nameof(MultiplyConstantThenAdd), x, x.Scale * constantScale, sum, Math.Max(x.Degree, sum.Degree));
        double[] residues = Residues(ConstantInteger(value, constantScale), x.Level);
        ForPolynomials(x, i => RingOperations.MultiplyScalarThenAdd(x[i], residues, sum[i], Workers));
    }

    /// <summary>x * value exactly; level and scale unchanged.</summary>
    public Ciphertext MultiplyInteger(Ciphertext x, long value) => MultiplyByInteger(x, value, x.Scale);

    private Ciphertext MultiplyByInteger(Ciphertext x, double integer, Scale scale)
    {
        Operands.SameParameters(nameof(MultiplyConstant), Parameters, x.Parameters);
        Ciphertext result = Allocate(x.Level, scale, x.Degree);
        double[] residues = Residues(integer, x.Level);
        ForPolynomials(x, i => RingOperations.MultiplyScalar(x[i], residues, result[i], Workers));

        return result;
    }

    private double[] Residues(double integer, Level level) =>
        [.. Enumerable.Range(0, level.LimbCount).Select(i => IntegerReduction.Reduce(integer, Parameters.Ring.Moduli[i]))];

    private static double ConstantInteger(double value, Scale scale)
    {
        double integer = Math.Round(value * scale.Value);

        return Math.Abs(integer) < IntegerReduction.Limit
            ? integer
            : throw new CkksException(string.Create(
                CultureInfo.InvariantCulture, $"The constant {value:R} at scale {scale} is not below 2^97. Use a smaller scale."));
    }
}
