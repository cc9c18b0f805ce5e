using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <content>Products with plaintexts. Scales multiply; rescale afterwards. Noise: times the plaintext's size.</content>
public sealed partial class Evaluator
{
    /// <summary>x * plaintext, slot by slot. The plaintext's level may be higher. Same level, scale product.</summary>
    public Ciphertext MultiplyPlain(Ciphertext x, Plaintext plaintext)
    {
        CheckPlainProduct(nameof(MultiplyPlain), x, plaintext);
        Ciphertext result = Allocate(x.Level, x.Scale * plaintext.Scale, x.Degree);
        ForPolynomials(x, i => RingOperations.Multiply(x[i], plaintext.Polynomial, result[i], Workers));

        return result;
    }

    /// <summary>The same for either kind of plaintext. The bits do not depend on the kind.</summary>
    /// <param name="x">Of degree 1 where the plaintext is periodic.</param>
    /// <param name="plaintext">Its level may be higher.</param>
    /// <exception cref="DegreeMismatchException">The plaintext is periodic and x has another degree than 1.</exception>
    public Ciphertext MultiplyPlain(Ciphertext x, EncodedMessage plaintext)
    {
        if (plaintext is not PeriodicPlaintext periodic)
        {
            return MultiplyPlain(x, (Plaintext)plaintext);
        }

        CheckPlainProduct(nameof(MultiplyPlain), x, plaintext);
        Operands.Degree(nameof(MultiplyPlain), x, 1);
        Ciphertext result = Allocate(x.Level, x.Scale * plaintext.Scale, x.Degree);
        RunSums product = new();
        product.Add(result[0], result[1], accumulate: false, [new RunSums.Term(x[0], x[1], periodic.Polynomial)]);
        Workers.ForOnePassOver(x[0]).Run(x.Level.LimbCount, product.Compute);

        return result;
    }

    /// <summary>sum += x * plaintext: one rescale then serves many products. The sum has x's level and the product's scale; it may have degree 2 where x has 1.</summary>
    public void MultiplyPlainThenAdd(Ciphertext x, Plaintext plaintext, Ciphertext sum)
    {
        CheckPlainProduct(nameof(MultiplyPlainThenAdd), x, plaintext);
        CheckTarget(nameof(MultiplyPlainThenAdd), x, x.Scale * plaintext.Scale, sum, Math.Max(x.Degree, sum.Degree));
        ForPolynomials(x, i => RingOperations.MultiplyThenAdd(x[i], plaintext.Polynomial, sum[i], Workers));
    }

    private void CheckPlainProduct(string operation, Ciphertext x, EncodedMessage plaintext)
    {
        Operands.SameParameters(operation, Parameters, x.Parameters);
        Operands.SameParameters(operation, Parameters, plaintext.Parameters);
        Operands.PlaintextReaches(operation, x.Level, plaintext);
    }

    private void CheckTarget(string operation, Ciphertext x, Scale product, Ciphertext sum, int degree)
    {
        Operands.SameParameters(operation, Parameters, sum.Parameters);
        Operands.SameLevel(operation, x.Level, sum.Level);
        Operands.SameScale(operation, product, sum.Scale);
        Operands.Degree(operation, sum, degree);
    }
}
