using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Goes to the client as it is.</summary>
internal sealed class CkksOutputRules : CkksOpRules<CkksOutput>
{
    protected override OperationCost Cost(CkksOutput op, CkksPlace at, CkksCosts costs) => OperationCost.Free;

    protected override NoisySlots Noise(CkksOutput op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) => inputs[0];

    protected override double Reach(CkksOutput op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksOutput op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksOutput op, CkksPlace at, CkksMemory memory) => 0;
}
