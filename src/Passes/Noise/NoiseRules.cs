using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Noise;

/// <summary>What each Ckks op does to values and to the variance of their errors; first order, errors of operands independent.</summary>
internal sealed class NoiseRules(NoiseModel model, WeightTable weights)
{
    private readonly StructuredNoiseRules structured = new(model, weights);

    /// <summary>The result of a node that is not an input.</summary>
    /// <param name="node">The node, with its type.</param>
    /// <param name="operandType">Type of its first operand.</param>
    /// <param name="inputs">Its operands.</param>
    public NoisySlots Apply(Node node, CiphertextType operandType, IReadOnlyList<NoisySlots> inputs)
    {
        Scale scale = ((CiphertextType)node.Type).Scale;
        return node.Op switch
        {
            CkksAdd => Add(inputs[0], inputs[1]),
            CkksAddPlain op => Add(inputs[0], NoisySlots.Of(Packing.Pack(weights.Data(op.Weight), op.Plain), model.Encoding(scale))),
            CkksAddScalar op => inputs[0] with { Values = Array.ConvertAll(inputs[0].Values, value => value + op.Value) },
            CkksMultiply => Multiply(inputs[0], inputs[1]),
            CkksMultiplyPlain op => Multiply(
                inputs[0], NoisySlots.Of(Packing.Pack(weights.Data(op.Weight), op.Plain), model.Encoding(op.PlainScale))),
            CkksMultiplyScalar op => Multiply(inputs[0], NoisySlots.Of(Constant(inputs[0], op.Value), 0)),
            CkksRelinearize => inputs[0].Plus(model.KeySwitch(operandType.Level, scale)),
            CkksRescale or CkksMatchLevel => inputs[0].Plus(model.Rescale(scale)),
            CkksRotate op => structured.Rotate(inputs[0], op.Steps, operandType),
            CkksSumSlots op => structured.SumSlots(inputs[0], op, operandType),
            CkksMatrixProduct op => structured.MatrixProduct(inputs[0], op, operandType),
            CkksPolynomial op => structured.Polynomial(inputs[0], op, operandType),
            CkksBootstrap op => inputs[0].Plus(model.Bootstrap(op.Bound)),
            CkksDropLevel or CkksOutput => inputs[0],
            _ => throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) has no noise rule"),
        };
    }

    public static NoisySlots Add(NoisySlots left, NoisySlots right) => ReferenceEquals(left, right)
        ? new NoisySlots(Array.ConvertAll(left.Values, static x => 2 * x), Array.ConvertAll(left.Variances, static v => 4 * v))
        : new NoisySlots(Zip(left.Values, right.Values), Zip(left.Variances, right.Variances));

    private static NoisySlots Multiply(NoisySlots left, NoisySlots right)
    {
        // The errors of a square's operands are one error: (x + e)^2 = x^2 + 2 x e + e^2.
        double correlation = ReferenceEquals(left, right) ? 2 : 1;
        double[] values = new double[left.Values.Length];
        double[] variances = new double[values.Length];
        for (int slot = 0; slot < values.Length; slot++)
        {
            double x = left.Values[slot];
            double y = right.Values[slot];
            double first = (x * x * right.Variances[slot]) + (y * y * left.Variances[slot]);
            values[slot] = x * y;
            variances[slot] = correlation * (first + (left.Variances[slot] * right.Variances[slot]));
        }

        return new NoisySlots(values, variances);
    }

    private static double[] Constant(NoisySlots like, double value)
    {
        double[] constant = new double[like.Values.Length];
        Array.Fill(constant, value);
        return constant;
    }

    private static double[] Zip(double[] left, double[] right)
    {
        double[] sum = new double[left.Length];
        for (int slot = 0; slot < sum.Length; slot++)
        {
            sum[slot] = left[slot] + right[slot];
        }

        return sum;
    }
}
