using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>A product with a plaintext at scale 1 and a sum for each pair.</summary>
internal sealed class CkksPairRules : CkksOpRules<CkksPair>
{
    protected override OperationCost Cost(CkksPair op, CkksPlace at, CkksCosts costs) =>
        OperationCost.Of(costs.Model.MultiplyPlain(at.Level) + costs.Model.Add(at.Level));

    /// <summary>The product with u is exact.</summary>
    protected override NoisySlots Noise(CkksPair op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) => inputs[0].InPairs(noise.SlotCount);

    protected override double Reach(CkksPair op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksPair op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksPair op, CkksPlace at, CkksMemory memory) => 0;
}
