using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <content>Sums of plaintext products modulo QP in one pass over memory, which is what bounds them.</content>
public sealed partial class Evaluator
{
    /// <summary>The sum of x_i * plaintext_i. All of one level, plaintexts extended; every product has the result's scale.</summary>
    /// <remarks>
    /// Each plaintext is read once for both polynomials, and there is one reduction for every eight products. Periodic plaintexts give the
    /// bits that whole ones of the same slots give.
    /// </remarks>
    /// <exception cref="CkksException">Levels, scales or counts differ, there is no product, or a plaintext is not extended.</exception>
    public ExtendedCiphertext SumOfProductsPlain(IReadOnlyList<ExtendedCiphertext> x, IReadOnlyList<EncodedMessage> plaintexts) =>
        SumsOfProductsPlain([new PlainProducts(x, plaintexts)])[0];

    /// <summary>Several such sums, which may share ciphertexts: those are read from memory once for all sums.</summary>
    /// <returns>One result a sum, in their order.</returns>
    /// <exception cref="CkksException">Levels, scales or counts differ, there is no product, or a plaintext is not extended.</exception>
    public ExtendedCiphertext[] SumsOfProductsPlain(IReadOnlyList<PlainProducts> sums)
    {
        foreach (PlainProducts products in sums)
        {
            CheckProducts(products.Ciphertexts, products.Plaintexts);
            Operands.SameLevel(nameof(SumsOfProductsPlain), sums[0].Ciphertexts[0].Level, products.Ciphertexts[0].Level);
        }

        ExtendedCiphertext[] results = [.. sums.Select(products =>
            new ExtendedCiphertext(Parameters, products.Ciphertexts[0].Level, products.Ciphertexts[0].Scale * products.Plaintexts[0].Scale))];

        PlainSums all = new(Parameters);

        for (int i = 0; i < results.Length; i++)
        {
            all.Add(sums[i], results[i]);
        }

        Workers.Run(results[0].C0.LimbCount, all.Compute);
        GC.KeepAlive(sums);

        return results;
    }

    private void CheckProducts(IReadOnlyList<ExtendedCiphertext> x, IReadOnlyList<EncodedMessage> plaintexts)
    {
        if (x.Count is 0 or > PlainProducts.MaxCount || x.Count != plaintexts.Count)
        {
            throw new CkksException($"{nameof(SumOfProductsPlain)}: {x.Count} ciphertexts and {plaintexts.Count} plaintexts are given. Give as many of one as of the other, 1 to {PlainProducts.MaxCount}.");
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
