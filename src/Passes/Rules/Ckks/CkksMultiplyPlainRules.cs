using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>A product with an encoded weight, and the encoding.</summary>
internal sealed class CkksMultiplyPlainRules : CkksOpRules<CkksMultiplyPlain>
{
    protected override OperationCost Cost(CkksMultiplyPlain op, CkksPlace at, CkksCosts costs) =>
        OperationCost.Of(costs.Model.MultiplyPlain(at.Level), costs.Model.Encode(at.Level));

    protected override NoisySlots Noise(CkksMultiplyPlain op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        inputs[0].Multiply(noise.Plain(op.Weight, op.Plain, op.PlainScale));

    protected override double Reach(CkksMultiplyPlain op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksMultiplyPlain op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksMultiplyPlain op, CkksPlace at, CkksMemory memory) => memory.Limbs(at.Level.LimbCount);
}
