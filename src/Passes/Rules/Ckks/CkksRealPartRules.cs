using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>One key switch.</summary>
internal sealed class CkksRealPartRules : CkksOpRules<CkksRealPart>
{
    protected override OperationCost Cost(CkksRealPart op, CkksPlace at, CkksCosts costs) =>
        costs.Structured.Rotations(at.Level, 1) + OperationCost.Of(costs.Model.Add(at.Level));

    /// <summary>Twice the real error; the imaginary one is that of the conjugation alone.</summary>
    protected override NoisySlots Noise(CkksRealPart op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) => new NoisySlots(
        Array.ConvertAll(inputs[0].Values, static value => 2 * value),
        Array.ConvertAll(inputs[0].Variances, static variance => 4 * variance),
        new double[inputs[0].Values.Length]).Plus(noise.Model.KeySwitch(at.Level, at.Operand.Scale));

    protected override double Reach(CkksRealPart op, double result, IReadOnlyList<double> inputs) => Math.Max(result, inputs[0]);

    protected override long WorkingBytes(CkksRealPart op, CkksPlace at, CkksMemory memory) => memory.KeySwitch(at.Level);

    protected override long EncodedBytes(CkksRealPart op, CkksPlace at, CkksMemory memory) => 0;
}
