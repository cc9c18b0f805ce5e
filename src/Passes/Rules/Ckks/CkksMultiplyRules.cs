using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Four products of limbs; the key switch is an op of its own.</summary>
internal sealed class CkksMultiplyRules : CkksOpRules<CkksMultiply>
{
    protected override OperationCost Cost(CkksMultiply op, CkksPlace at, CkksCosts costs) =>
        OperationCost.Of(costs.Model.Multiply(at.Level)) with { Products = 1 };

    protected override NoisySlots Noise(CkksMultiply op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        inputs[0].Multiply(inputs[1]);

    protected override double Reach(CkksMultiply op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksMultiply op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksMultiply op, CkksPlace at, CkksMemory memory) => 0;
}
