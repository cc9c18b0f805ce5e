using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <content>Sums of plaintext products in one pass over memory, which is what bounds them.</content>
/// <remarks>
/// Each plaintext is read once for both polynomials, and there is one reduction for every eight products. Periodic plaintexts give the
/// bits that whole ones of the same slots give.
/// </remarks>
public sealed partial class Evaluator
{
    /// <summary>The sum of x_i * plaintext_i modulo QP. All of one level, plaintexts extended; every product has the result's scale.</summary>
    /// <exception cref="CkksException">Levels, scales or counts differ, there is no product, or a plaintext is not extended.</exception>
    public ExtendedCiphertext SumOfProductsPlain(IReadOnlyList<ExtendedCiphertext> x, IReadOnlyList<EncodedMessage> plaintexts) =>
        SumsOfProductsPlain([new PlainProducts<ExtendedCiphertext>(x, plaintexts)])[0];

    /// <summary>Several such sums, which may share ciphertexts: those are read from memory once for all sums.</summary>
    /// <returns>One result a sum, in their order.</returns>
    /// <exception cref="CkksException">Levels, scales or counts differ, there is no product, or a plaintext is not extended.</exception>
    public ExtendedCiphertext[] SumsOfProductsPlain(IReadOnlyList<PlainProducts<ExtendedCiphertext>> sums)
    {
        Level level = LevelOf(sums, static x => x.Level);
        foreach (PlainProducts<ExtendedCiphertext> products in sums)
        {
            CheckProducts(products, level, CheckExtended, static x => (x.Level, x.Scale));
        }

        ExtendedCiphertext[] results = [.. sums.Select(products => new ExtendedCiphertext(Parameters, level, products.Ciphertexts[0].Scale * products.Plaintexts[0].Scale))];
        ComputeSums(sums, static x => new CiphertextPair(x), [.. results.Select(static result => new CiphertextPair(result))]);

        return results;
    }

    /// <summary>Several sums of products modulo Q, which may share ciphertexts: those are read from memory once for all sums.</summary>
    /// <param name="sums">Ciphertexts of degree 1 and of one level in all sums; plaintexts may reach a higher one.</param>
    /// <returns>One result a sum, in their order.</returns>
    /// <exception cref="CkksException">Levels, scales, degrees or counts differ, there is no product, or a plaintext does not reach the level.</exception>
    public Ciphertext[] SumsOfProductsPlain(IReadOnlyList<PlainProducts<Ciphertext>> sums)
    {
        Level level = LevelOf(sums, static x => x.Level);
        foreach (PlainProducts<Ciphertext> products in sums)
        {
            CheckProducts(products, level, CheckPlainFactor, static x => (x.Level, x.Scale));
        }

        Ciphertext[] results = [.. sums.Select(products => Allocate(level, products.Ciphertexts[0].Scale * products.Plaintexts[0].Scale, degree: 1))];
        ComputeSums(sums, static x => new CiphertextPair(x), [.. results.Select(static result => new CiphertextPair(result))]);

        return results;
    }

    private static Level LevelOf<T>(IReadOnlyList<PlainProducts<T>> sums, Func<T, Level> level)
    {
        foreach (PlainProducts<T> products in sums)
        {
            if (products.Ciphertexts.Count is 0 or > PlainSums.MostProducts || products.Ciphertexts.Count != products.Plaintexts.Count)
            {
                throw new CkksException($"{nameof(SumOfProductsPlain)}: {products.Ciphertexts.Count} ciphertexts and {products.Plaintexts.Count} plaintexts are given. Give as many of one as of the other, 1 to {PlainSums.MostProducts}.");
            }
        }

        return level(sums[0].Ciphertexts[0]);
    }

    private static void CheckProducts<T>(PlainProducts<T> products, Level level, Action<string, T, EncodedMessage> check, Func<T, (Level Level, Scale Scale)> formOf)
    {
        Scale scale = formOf(products.Ciphertexts[0]).Scale * products.Plaintexts[0].Scale;

        for (int i = 0; i < products.Ciphertexts.Count; i++)
        {
            check(nameof(SumOfProductsPlain), products.Ciphertexts[i], products.Plaintexts[i]);
            (Level Level, Scale Scale) form = formOf(products.Ciphertexts[i]);
            Operands.SameLevel(nameof(SumOfProductsPlain), level, form.Level);
            Operands.SameScale(nameof(SumOfProductsPlain), scale, form.Scale * products.Plaintexts[i].Scale);
        }
    }

    private void ComputeSums<T>(IReadOnlyList<PlainProducts<T>> sums, Func<T, CiphertextPair> pair, CiphertextPair[] results)
    {
        PlainSums all = new(Parameters);

        for (int i = 0; i < results.Length; i++)
        {
            all.Add([.. sums[i].Ciphertexts.Select(pair)], sums[i].Plaintexts, results[i]);
        }

        Workers.Run(results[0].C0.LimbCount, all.Compute);
        GC.KeepAlive(sums);
    }

    private void CheckPlainFactor(string operation, Ciphertext x, EncodedMessage plaintext)
    {
        CheckPlainProduct(operation, x, plaintext);
        Operands.Degree(operation, x, 1);
    }
}
