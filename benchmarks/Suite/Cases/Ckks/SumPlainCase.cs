using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>The products of giant steps: sums of plaintext products modulo QP that share their ciphertexts. One operation is one product.</summary>
internal sealed class SumPlainCase : IBenchmarkCase
{
    private const int Terms = 8;
    private const int Sums = 4;

    private readonly Evaluator evaluator;
    private readonly ExtendedCiphertext[] ciphertexts;
    private readonly EncodedMessage[] plaintexts;
    private readonly PlainProducts<ExtendedCiphertext>[] products;

    /// <param name="bench">The workbench.</param>
    /// <param name="repeats">How often the slots of the plaintexts repeat: 1 for whole plaintexts.</param>
    public SumPlainCase(CkksWorkbench bench, int repeats)
    {
        evaluator = bench.Evaluator;
        DiagonalEncoder encoder = new(bench.Parameters, Workers.Sequential);
        PlaintextForm form = new(bench.Top, bench.Parameters.DefaultScale(bench.Top), Extended: true);
        double[] diagonal = bench.Message[..(bench.Parameters.SlotCount / repeats)];
        ciphertexts = [.. Enumerable.Range(0, Terms).Select(_ => evaluator.Extend(bench.X))];
        plaintexts = [.. Enumerable.Range(0, Terms * Sums).Select(_ => encoder.Encode(diagonal, form))];
        products = [.. plaintexts.Chunk(Terms).Select(some => new PlainProducts<ExtendedCiphertext>(ciphertexts, some))];
        Work = new Work(0, 0, 2 * bench.Shape.ExtendedLimbs);
    }

    public int Operations => Terms * Sums;

    public Work Work { get; }

    public void Run() => Array.ForEach(evaluator.SumsOfProductsPlain(products), static sum => sum.Dispose());

    public void Dispose()
    {
        Array.ForEach(ciphertexts, static ciphertext => ciphertext.Dispose());
        Array.ForEach(plaintexts, static plaintext => plaintext.Dispose());
    }
}
