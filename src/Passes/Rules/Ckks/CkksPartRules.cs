using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Names some ciphertexts; nothing is computed.</summary>
internal sealed class CkksPartRules : CkksOpRules<CkksPart>
{
    protected override OperationCost Cost(CkksPart op, CkksPlace at, CkksCosts costs) => OperationCost.Free;

    protected override NoisySlots Noise(CkksPart op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise)
    {
        return inputs[0].With(Part(inputs[0].Values), Part);

        double[] Part(double[] slots) => SlotBundle.Part(slots, op.First, op.Taken, noise.SlotCount);
    }

    protected override double Reach(CkksPart op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksPart op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksPart op, CkksPlace at, CkksMemory memory) => 0;
}
