using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>A pass over both operands.</summary>
internal sealed class CkksAddRules : CkksOpRules<CkksAdd>
{
    protected override OperationCost Cost(CkksAdd op, CkksPlace at, CkksCosts costs) => OperationCost.Of(costs.Model.Add(at.Level, at.Result.Degree));

    protected override NoisySlots Noise(CkksAdd op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) => inputs[0].Add(inputs[1]);

    protected override double Reach(CkksAdd op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksAdd op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksAdd op, CkksPlace at, CkksMemory memory) => 0;
}
