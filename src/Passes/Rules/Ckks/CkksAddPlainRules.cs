using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Half a sum of ciphertexts, and the encoding of the weight.</summary>
internal sealed class CkksAddPlainRules : CkksOpRules<CkksAddPlain>
{
    protected override OperationCost Cost(CkksAddPlain op, CkksPlace at, CkksCosts costs) =>
        OperationCost.Of(costs.Model.Add(at.Level) / 2, costs.Model.Encode(at.Level));

    protected override NoisySlots Noise(CkksAddPlain op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        inputs[0].Add(at.Result.Form == SlotForm.Real ? noise.Plain(op.Weight, op.Plain, at.Result.Scale) : noise.Plain(op.Weight, op.Plain, at.Result.Scale).InPairs(noise.SlotCount));

    protected override double Reach(CkksAddPlain op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksAddPlain op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksAddPlain op, CkksPlace at, CkksMemory memory) => memory.Limbs(at.Level.LimbCount);
}
