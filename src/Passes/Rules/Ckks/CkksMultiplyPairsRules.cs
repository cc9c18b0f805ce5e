using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Four products of limbs for each pair of each operand, added; the key switch is an op of its own.</summary>
internal sealed class CkksMultiplyPairsRules : CkksOpRules<CkksMultiplyPairs>
{
    protected override OperationCost Cost(CkksMultiplyPairs op, CkksPlace at, CkksCosts costs) =>
        OperationCost.Of(costs.Model.Multiply(at.Level) + costs.Model.Add(at.Level, 2)) with { Products = 1 } * (op.Operands.Count / 2);

    /// <summary>Those of a product for both ciphertexts of a pair; an imaginary error of the factor brings each of them to the other.</summary>
    protected override NoisySlots Noise(CkksMultiplyPairs op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise)
    {
        NoisySlots sum = inputs.Chunk(2).Select(product => Product(product[0], product[1], noise)).Aggregate(static (sum, product) => sum.Add(product));
        return NoisySlots.OfPairs(sum.Values, sum.Variances);
    }

    private static NoisySlots Product(NoisySlots real, NoisySlots pairs, CkksNoise noise)
    {
        NoisySlots factor = new(Twice(real.Values), Twice(real.Variances), Twice(real.Imaginary));
        NoisySlots product = factor.Multiply(pairs);
        double[] others = SlotBundle.SwapPairs(pairs.Values, noise.SlotCount);
        double[] crossed = SlotArithmetic.Multiply(factor.Imaginary, SlotArithmetic.Multiply(others, others));
        return NoisySlots.OfPairs(product.Values, SlotArithmetic.Add(product.Variances, crossed));

        double[] Twice(double[] slots) => SlotBundle.RepeatEach(slots, 2, noise.SlotCount);
    }

    protected override double Reach(CkksMultiplyPairs op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksMultiplyPairs op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksMultiplyPairs op, CkksPlace at, CkksMemory memory) => 0;

    protected override long ClearBytes(CkksMultiplyPairs op, CkksPlace at, CkksMemory memory) => 0;
}
