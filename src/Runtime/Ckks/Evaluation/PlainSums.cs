using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Sums of plaintext products, modulo Q or QP, while they are computed: products with whole plaintexts first, those with periodic ones on top.</summary>
internal sealed class PlainSums
{
    /// <summary>Most products of one sum.</summary>
    public const int MostProducts = 1024;

    private readonly CkksParameters parameters;
    private readonly List<(List<(CiphertextPair Ciphertext, Plaintext Plaintext)> Products, CiphertextPair Result)> whole = [];
    private readonly SortedDictionary<int, RunSums> byPeriod = [];

    public PlainSums(CkksParameters parameters)
    {
        this.parameters = parameters;
    }

    /// <summary>Adds a sum; checked by the caller. All polynomials have the same prime in the same limb, plaintexts may have more limbs.</summary>
    /// <param name="factors">Of each product.</param>
    /// <param name="plaintexts">Of each product.</param>
    /// <param name="result">Receives the sum.</param>
    public void Add(IReadOnlyList<CiphertextPair> factors, IReadOnlyList<EncodedMessage> plaintexts, CiphertextPair result)
    {
        List<(CiphertextPair Ciphertext, Plaintext Plaintext)> wholeProducts = [];
        SortedDictionary<int, List<RunSums.Term>> periodic = [];

        for (int i = 0; i < factors.Count; i++)
        {
            CiphertextPair x = factors[i];

            if (plaintexts[i] is PeriodicPlaintext plaintext)
            {
                Of(periodic, plaintext.Period).Add(new RunSums.Term(x.C0, x.C1, plaintext.Polynomial));
            }
            else
            {
                wholeProducts.Add((x, (Plaintext)plaintexts[i]));
            }
        }

        if (wholeProducts.Count > 0)
        {
            whole.Add((wholeProducts, result));
        }

        bool begun = wholeProducts.Count > 0;

        foreach ((int period, List<RunSums.Term> terms) in periodic)
        {
            Of(byPeriod, period).Add(result.C0, result.C1, begun, terms);
            begun = true;
        }
    }

    /// <summary>Computes one limb of every sum.</summary>
    public void Compute(int limb)
    {
        for (int tile = 0; whole.Count > 0 && tile < RowTiles.Count(parameters.N); tile++)
        {
            foreach ((List<(CiphertextPair Ciphertext, Plaintext Plaintext)> products, CiphertextPair result) in whole)
            {
                SumTile(products, result, limb, RowTiles.Rows(tile, parameters.N));
            }
        }

        foreach (RunSums sums in byPeriod.Values)
        {
            sums.Compute(limb);
        }
    }

    private void SumTile(List<(CiphertextPair Ciphertext, Plaintext Plaintext)> products, CiphertextPair result, int limb, RowRange rows)
    {
        int count = products.Count;
        Span<Residues> factors = stackalloc Residues[count], first = stackalloc Residues[count], second = stackalloc Residues[count];

        for (int i = 0; i < count; i++)
        {
            factors[i] = products[i].Plaintext.Polynomial.Residues(limb).Tile(rows);
            first[i] = products[i].Ciphertext.C0.Residues(limb).Tile(rows);
            second[i] = products[i].Ciphertext.C1.Residues(limb).Tile(rows);
        }

        RingOperations.InnerProductRow(
            parameters.Ring,
            new InnerProductOperands(factors, first, second),
            result.C0.Residues(limb).Tile(rows),
            result.C1.Residues(limb).Tile(rows),
            result.C0.PrimeIndex(limb));
    }

    private static TValue Of<TValue>(SortedDictionary<int, TValue> values, int key)
        where TValue : new()
    {
        if (!values.TryGetValue(key, out TValue? value))
        {
            values.Add(key, value = new TValue());
        }

        return value;
    }
}
