using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>One key switch.</summary>
internal sealed class CkksRelinearizeRules : CkksOpRules<CkksRelinearize>
{
    protected override OperationCost Cost(CkksRelinearize op, CkksPlace at, CkksCosts costs) =>
        OperationCost.Of(costs.Model.KeySwitch(at.Level)) with { KeySwitches = 1 };

    protected override NoisySlots Noise(CkksRelinearize op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        inputs[0].Plus(noise.Model.KeySwitch(at.Level, at.Result.Scale));

    protected override double Reach(CkksRelinearize op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksRelinearize op, CkksPlace at, CkksMemory memory) => memory.KeySwitch(at.Level);

    protected override long EncodedBytes(CkksRelinearize op, CkksPlace at, CkksMemory memory) => 0;
}
