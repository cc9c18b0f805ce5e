using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>A pass over each ciphertext. Errors of the ciphertexts are taken as independent.</summary>
internal sealed class CkksSumRules : CkksOpRules<CkksSum>
{
    protected override OperationCost Cost(CkksSum op, CkksPlace at, CkksCosts costs) => OperationCost.Of(costs.Model.Add(at.Level, at.Result.Degree)) * (at.Operand.Count - 1);

    protected override NoisySlots Noise(CkksSum op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise)
    {
        return inputs[0].With(Sum(inputs[0].Values), Sum);

        double[] Sum(double[] slots) => SlotArithmetic.Sum(slots, noise.SlotCount);
    }

    protected override double Reach(CkksSum op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksSum op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksSum op, CkksPlace at, CkksMemory memory) => 0;
}
