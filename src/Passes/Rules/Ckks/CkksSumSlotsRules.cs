using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>A rotation and a sum for each step.</summary>
internal sealed class CkksSumSlotsRules : CkksOpRules<CkksSumSlots>
{
    protected override OperationCost Cost(CkksSumSlots op, CkksPlace at, CkksCosts costs) => costs.Structured.SumSlots(at.Level, op.Steps.Count);

    protected override NoisySlots Noise(CkksSumSlots op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        op.Steps.Aggregate(inputs[0], (sum, step) => sum.Add(noise.Rotate(sum, (int)step, at.Operand)));

    protected override double Reach(CkksSumSlots op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksSumSlots op, CkksPlace at, CkksMemory memory) => memory.KeySwitch(at.Level);

    protected override long EncodedBytes(CkksSumSlots op, CkksPlace at, CkksMemory memory) => 0;
}
