using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>One of two operations on ciphertexts that do not depend on each other; threads share them as their size suggests.</summary>
internal sealed class PairCase : IBenchmarkCase
{
    private readonly IndependentCiphertexts ciphertexts;
    private readonly Ciphertext operand;
    private readonly Func<Ciphertext, Ciphertext> operation;

    private PairCase(CkksWorkbench bench, Work work, Ciphertext operand, Func<Ciphertext, Ciphertext> operation)
    {
        ciphertexts = new IndependentCiphertexts(bench.Evaluator);
        this.operand = operand;
        this.operation = operation;
        Work = work;
    }

    public int Operations => 2;

    public Work Work { get; }

    /// <summary>Whole rotations, by another number of steps each time.</summary>
    public static PairCase OfRotations(CkksWorkbench bench)
    {
        uint calls = 0;

        return new PairCase(bench, bench.Shape.WholeSwitch(), bench.Evaluator.Copy(bench.X), x => bench.Evaluator.Rotate(
            x, bench.Rotations[(int)(Interlocked.Increment(ref calls) % bench.Rotations.Count)]));
    }

    /// <summary>Products that are relinearized and rescaled.</summary>
    public static PairCase OfProducts(CkksWorkbench bench)
    {
        Work work = bench.Shape.Decompose() + bench.Shape.InnerProduct() + bench.Shape.TimesP(2) + bench.Shape.ModDown(rescales: 1);

        return new PairCase(bench, work, bench.Evaluator.Multiply(bench.X, bench.X), bench.Evaluator.RelinearizeRescale);
    }

    public void Run() => Array.ForEach(ciphertexts.Map([operand, operand], operation), static result => result.Dispose());

    public void Dispose() => operand.Dispose();
}
