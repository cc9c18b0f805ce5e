using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Half a sum of ciphertexts; a number is exact.</summary>
internal sealed class CkksAddScalarRules : CkksOpRules<CkksAddScalar>
{
    protected override OperationCost Cost(CkksAddScalar op, CkksPlace at, CkksCosts costs) => OperationCost.Of(costs.Model.Add(at.Level) / 2);

    protected override NoisySlots Noise(CkksAddScalar op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        inputs[0] with { Values = Array.ConvertAll(inputs[0].Values, value => value + op.Value) };

    protected override double Reach(CkksAddScalar op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksAddScalar op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksAddScalar op, CkksPlace at, CkksMemory memory) => 0;
}
