using PowerSoftmax.Ir.CkksDialect;
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
        double[] values = new double[at.Result.RealCount * noise.SlotCount], variances = new double[values.Length];
        foreach (NoisySlots[] product in inputs.Chunk(2))
        {
            Add(product[0], product[1], noise.SlotCount, (values, variances));
        }

        return NoisySlots.OfPairs(values, variances);
    }

    private static void Add(NoisySlots factors, NoisySlots pairs, int slotCount, (double[] Values, double[] Variances) sum)
    {
        int length = pairs.Values.Length;
        SlotChunks.Run(sum.Values.Length, (from, to) =>
        {
            for (int address = from; address < to; address++)
            {
                int slot = address % length;
                int other = slot / slotCount % 2 == 0 ? slot + slotCount : slot - slotCount;
                int factor = (address / length * slotCount) + (address % slotCount);
                (double q, double x, double y) = (factors.Values[factor], pairs.Values[slot], pairs.Values[other]);
                (double error, double ofPairs) = (factors.Variances[factor], pairs.Variances[slot]);
                sum.Values[address] += q * x;
                sum.Variances[address] += (q * q * ofPairs) + (x * x * error) + (error * ofPairs) + (y * y * factors.Imaginary[factor]);
            }
        });
    }

    protected override double Reach(CkksMultiplyPairs op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksMultiplyPairs op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksMultiplyPairs op, CkksPlace at, CkksMemory memory) => 0;
}
