using PowerSoftmax.Ir.CkksDialect;
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
        if (at.Operand.Form == SlotForm.Real)
        {
            NoisySlots products = inputs[0].Multiply(inputs[1]);
            return products.With(Sum(products.Values), Sum);
        }

        return OfPairs(inputs[0], inputs[1], noise.SlotCount, op.Subtracts ? -1 : 1);

        double[] Sum(double[] slots) => SlotArithmetic.Sum(slots, noise.SlotCount);
    }

    /// <summary>The real part of (w + u w')(x - u y) is w x + w' y, the other one w' x - w y; of pairs and pairs y has the other sign.</summary>
    private static NoisySlots OfPairs(NoisySlots left, NoisySlots right, int slotCount, int sign)
    {
        double[] values = new double[slotCount], variances = new double[slotCount], others = new double[slotCount];
        for (int first = 0; first < left.Values.Length; first += 2 * slotCount)
        {
            for (int slot = 0; slot < slotCount; slot++)
            {
                (int one, int two) = (first + slot, first + slotCount + slot);
                (double w, double v, double x, double y) = (left.Values[one], left.Values[two], right.Values[one], sign * right.Values[two]);
                values[slot] += (w * x) + (v * y);
                others[slot] += (v * x) - (w * y);
                variances[slot] += Variance(w, x, left.Variances[one], right.Variances[one]) + Variance(v, y, left.Variances[two], right.Variances[two]);
            }
        }

        return new NoisySlots(values, variances, []) { LargestImaginary = SlotArithmetic.Largest(others) };

        static double Variance(double x, double y, double ofX, double ofY) => (x * x * ofY) + (y * y * ofX) + (ofX * ofY);
    }

    protected override double Reach(CkksInnerProduct op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksInnerProduct op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksInnerProduct op, CkksPlace at, CkksMemory memory) => 0;
}
