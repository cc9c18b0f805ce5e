using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Divides every polynomial, with its rounding.</summary>
internal sealed class CkksRescaleRules : CkksOpRules<CkksRescale>
{
    protected override OperationCost Cost(CkksRescale op, CkksPlace at, CkksCosts costs) =>
        OperationCost.Of(costs.Model.Rescale(at.Level, at.Result.Degree));

    protected override NoisySlots Noise(CkksRescale op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        inputs[0].Plus(noise.Model.Rescale(at.Result.Scale));

    protected override double Reach(CkksRescale op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksRescale op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksRescale op, CkksPlace at, CkksMemory memory) => 0;
}
