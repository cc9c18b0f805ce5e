using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Comes from the client, with the noise of encoding and encryption.</summary>
internal sealed class CkksInputRules : CkksOpRules<CkksInput>
{
    protected override OperationCost Cost(CkksInput op, CkksPlace at, CkksCosts costs) => OperationCost.Free;

    protected override NoisySlots Noise(CkksInput op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        NoisySlots.Of(Packing.Pack(noise.Sample[op.Tensor], op.Layout), noise.Model.Fresh(op.Scale));

    protected override double Reach(CkksInput op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksInput op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksInput op, CkksPlace at, CkksMemory memory) => 0;
}
