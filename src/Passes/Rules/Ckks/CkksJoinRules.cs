using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>Names ciphertexts together; nothing is computed.</summary>
internal sealed class CkksJoinRules : CkksOpRules<CkksJoin>
{
    protected override OperationCost Cost(CkksJoin op, CkksPlace at, CkksCosts costs) => OperationCost.Free;

    protected override NoisySlots Noise(CkksJoin op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) => new(
        SlotBundle.Join(inputs.Select(static input => input.Values)),
        SlotBundle.Join(inputs.Select(static input => input.Variances)),
        SlotBundle.Join(inputs.Select(static input => input.Imaginary)))
    {
        LargestImaginary = inputs.Max(static input => input.LargestImaginary),
    };

    protected override double Reach(CkksJoin op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksJoin op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksJoin op, CkksPlace at, CkksMemory memory) => 0;
}
