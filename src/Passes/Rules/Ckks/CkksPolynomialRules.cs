using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>A circuit of its own: powers, and sums of products by Paterson-Stockmeyer.</summary>
internal sealed class CkksPolynomialRules : CkksOpRules<CkksPolynomial>
{
    protected override OperationCost Cost(CkksPolynomial op, CkksPlace at, CkksCosts costs) =>
        costs.Structured.Polynomial(op.Series, op.Levels, at.Level, op.Factor is not null);

    /// <summary>
    /// The derivative carries the operand's error. Every product on the way adds a rescale and a key switch, which the rest of the
    /// evaluation amplifies at most as much as it does the operand's, and every term adds its share. A factor of the result is one of each coefficient.
    /// </summary>
    protected override NoisySlots Noise(CkksPolynomial op, CkksPlace at, IReadOnlyList<NoisySlots> inputs, CkksNoise noise)
    {
        ChebyshevSeries derivative = SeriesDerivative.Of(op.Series);
        double step = noise.Model.Rescale(op.Scale) + noise.Model.KeySwitch(at.Level, at.Operand.Scale * at.Operand.Scale);
        double terms = op.Series.Coefficients.Sum(static c => c * c) + op.Levels;
        double[] slopes = SlotChunks.Map(inputs[0].Values, derivative.EvaluateUnit);

        NoisySlots value = inputs[0].With(SlotChunks.Map(inputs[0].Values, op.Series.EvaluateUnit), Carried);
        return op.Factor is null ? value : value.Multiply(noise.Plain(op.Factor.Weight, op.Factor.Plain, op.Scale));

        double[] Carried(double[] variances) =>
            [.. variances.Zip(slopes, (variance, slope) => (slope * slope * (variance + (op.Levels * step))) + (terms * step))];
    }

    /// <summary>The result and the largest Chebyshev polynomial that the evaluation makes.</summary>
    protected override double Reach(CkksPolynomial op, double result, IReadOnlyList<double> inputs) => inputs[0] <= 1
        ? Math.Max(result, 1)
        : Math.Max(result, Math.Cosh(op.Series.Degree * Math.Acosh(inputs[0])));

    /// <summary>A decomposition, and the powers of which the sums are made.</summary>
    protected override long WorkingBytes(CkksPolynomial op, CkksPlace at, CkksMemory memory) =>
        memory.KeySwitch(at.Level, 2 * (long)Math.Sqrt(op.Series.Degree) * 2);

    protected override long EncodedBytes(CkksPolynomial op, CkksPlace at, CkksMemory memory) => 0;
}
