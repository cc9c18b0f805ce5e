using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>One key switch.</summary>
internal sealed class CkksRotateRules : CkksOpRules<CkksRotate>
{
    protected override OperationCost Cost(CkksRotate op, CkksPlace at, CkksCosts costs) => costs.Structured.Rotations(at.Level, 1);

    protected override NoisySlots Noise(CkksRotate op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        noise.Rotate(inputs[0], op.Steps, at.Operand);

    protected override double Reach(CkksRotate op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksRotate op, CkksPlace at, CkksMemory memory) => memory.KeySwitch(at.Level);

    protected override long EncodedBytes(CkksRotate op, CkksPlace at, CkksMemory memory) => 0;
}
