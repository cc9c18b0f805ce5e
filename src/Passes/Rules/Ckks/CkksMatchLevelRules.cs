using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>A product with an integer and a rescale.</summary>
internal sealed class CkksMatchLevelRules : CkksOpRules<CkksMatchLevel>
{
    protected override OperationCost Cost(CkksMatchLevel op, CkksPlace at, CkksCosts costs) => OperationCost.Of(costs.Model.MatchLevel(at.Result.Level));

    protected override NoisySlots Noise(CkksMatchLevel op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        inputs[0].Plus(noise.Model.Rescale(at.Result.Scale));

    protected override double Reach(CkksMatchLevel op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksMatchLevel op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksMatchLevel op, CkksPlace at, CkksMemory memory) => 0;
}
