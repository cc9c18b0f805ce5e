using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>A product with a number, which is exact.</summary>
internal sealed class CkksMultiplyScalarRules : CkksOpRules<CkksMultiplyScalar>
{
    protected override OperationCost Cost(CkksMultiplyScalar op, CkksPlace at, CkksCosts costs) => OperationCost.Of(costs.Model.MultiplyPlain(at.Level));

    protected override NoisySlots Noise(CkksMultiplyScalar op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise) =>
        inputs[0].Multiply(NoisySlots.Of(Constant(inputs[0].Values.Length, op.Value), 0));

    protected override double Reach(CkksMultiplyScalar op, double result, IReadOnlyList<double> inputs) => result;

    protected override long WorkingBytes(CkksMultiplyScalar op, CkksPlace at, CkksMemory memory) => 0;

    protected override long EncodedBytes(CkksMultiplyScalar op, CkksPlace at, CkksMemory memory) => 0;

    private static double[] Constant(int slots, double value)
    {
        double[] constant = new double[slots];
        Array.Fill(constant, value);
        return constant;
    }
}
