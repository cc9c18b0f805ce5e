using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <content>Sums of plaintext products modulo QP in one pass over memory, which is what bounds them.</content>
public sealed partial class Evaluator
{
    /// <summary>The sum of x_i * plaintext_i. All of one level, plaintexts extended; every product has the result's scale.</summary>
    /// <remarks>Each plaintext is read once for both polynomials, and there is one reduction for every eight products.</remarks>
    /// <exception cref="CkksException">Levels, scales or counts differ, there is no product, or a plaintext is not extended.</exception>
    public ExtendedCiphertext SumOfProductsPlain(IReadOnlyList<ExtendedCiphertext> x, IReadOnlyList<Plaintext> plaintexts)
    {
        CheckProducts(x, plaintexts);
        ExtendedCiphertext result = new(Parameters, x[0].Level, x[0].Scale * plaintexts[0].Scale);
        Workers.Run(result.C0.LimbCount, limb => SumLimb(x, plaintexts, result, limb));
        GC.KeepAlive(x);
        GC.KeepAlive(plaintexts);

        return result;
    }

    private void SumLimb(IReadOnlyList<ExtendedCiphertext> x, IReadOnlyList<Plaintext> plaintexts, ExtendedCiphertext result, int limb)
    {
        Residues[] factors = new Residues[x.Count];
        Residues[] first = new Residues[x.Count];
        Residues[] second = new Residues[x.Count];

        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] = plaintexts[i].Polynomial.Residues(limb);
            first[i] = x[i].C0.Residues(limb);
            second[i] = x[i].C1.Residues(limb);
        }

        RingOperations.InnerProductRow(
            Parameters.Ring,
            new InnerProductOperands(factors, first, second),
            result.C0.Residues(limb),
            result.C1.Residues(limb),
            result.C0.PrimeIndex(limb));
    }

    private void CheckProducts(IReadOnlyList<ExtendedCiphertext> x, IReadOnlyList<Plaintext> plaintexts)
    {
        if (x.Count == 0 || x.Count != plaintexts.Count)
        {
            throw new CkksException($"{nameof(SumOfProductsPlain)}: {x.Count} ciphertexts and {plaintexts.Count} plaintexts are given. Give as many of one as of the other, and at least one.");
        }

        Scale scale = x[0].Scale * plaintexts[0].Scale;

        for (int i = 0; i < x.Count; i++)
        {
            CheckExtended(nameof(SumOfProductsPlain), x[i], plaintexts[i]);
            Operands.SameLevel(nameof(SumOfProductsPlain), x[0].Level, x[i].Level);
            Operands.SameScale(nameof(SumOfProductsPlain), scale, x[i].Scale * plaintexts[i].Scale);
        }
    }
}
