using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Limbs are left out.</summary>
internal sealed class CkksDropLevelRules : CkksOpRules<CkksDropLevel>
{
    protected override OperationCost Cost(CkksDropLevel op, CkksPlace at, CkksCosts costs) => OperationCost.Free;

    protected override NoisySlots Noise(CkksDropLevel op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) => inputs[0];

    protected override double Reach(CkksDropLevel op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksDropLevel op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksDropLevel op, CkksPlace at, CkksMemory memory) => 0;
}
