using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Four products of limbs for each ciphertext of an operand, added; the key switch is an op of its own.</summary>
internal sealed class CkksInnerProductRules : CkksOpRules<CkksInnerProduct>
{
    protected override OperationCost Cost(CkksInnerProduct op, CkksPlace at, CkksCosts costs) =>
        OperationCost.Of(costs.Model.Multiply(at.Level) + costs.Model.Add(at.Level, 2)) with { Products = 1 } * at.Operand.Count;

    /// <summary>That of the products of all ciphertexts, both of each pair.</summary>
    protected override NoisySlots Noise(CkksInnerProduct op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise)
    {
        NoisySlots products = inputs[0].Multiply(inputs[1]);
        return products.With(Sum(products.Values), Sum) with { LargestImaginary = at.Operand.Form == SlotForm.Real ? 0 : SlotArithmetic.Largest(Sum(Crossed(inputs, noise))) };

        double[] Sum(double[] slots) => SlotArithmetic.Sum(slots, noise.SlotCount);
    }

    /// <summary>w' x - w y: what is imaginary in the product of a pair with a conjugate pair; by its second summand negative.</summary>
    private static double[] Crossed(IReadOnlyList<NoisySlots> inputs, CkksNoise noise)
    {
        double[] crossed = SlotArithmetic.Multiply(SlotBundle.SwapPairs(inputs[0].Values, noise.SlotCount), inputs[1].Values);
        for (int slot = 0; slot < crossed.Length; slot++)
        {
            crossed[slot] = slot / noise.SlotCount % 2 == 0 ? crossed[slot] : -crossed[slot];
        }

        return crossed;
    }

    protected override double Reach(CkksInnerProduct op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksInnerProduct op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksInnerProduct op, CkksPlace at, CkksMemory memory) => 0;

    protected override long ClearBytes(CkksInnerProduct op, CkksPlace at, CkksMemory memory) => 0;
}
