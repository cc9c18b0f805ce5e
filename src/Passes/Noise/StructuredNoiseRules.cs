using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Noise;

/// <summary>Noise of the ops that rotate, and of those that are circuits of their own.</summary>
internal sealed class StructuredNoiseRules(NoiseModel model, WeightTable weights)
{
    private readonly Dictionary<Contraction, GeneralizedDiagonals> found = [];

    public NoisySlots Rotate(NoisySlots input, int steps, CiphertextType type) =>
        new NoisySlots(Rotation.Left(input.Values, steps), Rotation.Left(input.Variances, steps))
            .Plus(steps == 0 ? 0 : model.KeySwitch(type.Level, type.Scale));

    public NoisySlots SumSlots(NoisySlots input, CkksSumSlots op, CiphertextType type) => op.Steps.Aggregate(
        input, (sum, step) => NoiseRules.Add(sum, Rotate(sum, (int)step, type)));

    /// <summary>Sum of diagonals times rotated operands: the operand's errors pass through the squared weights.</summary>
    public NoisySlots MatrixProduct(NoisySlots input, CkksMatrixProduct op, CiphertextType type)
    {
        GeneralizedDiagonals diagonals = DiagonalsOf(op.Contraction);
        Tensor weight = weights.Data(op.Weight);
        Tensor squares = new(weight.Type.Element, weight.Shape, Array.ConvertAll(weight.Values, static w => w * w));
        double keySwitch = model.KeySwitch(type.Level, type.Scale);
        double encoding = diagonals.Rotations.Count * model.Encoding(type.Scale) * input.MeanSquare;
        int giants = BabyStepGiantStep.Split(diagonals, op.Step).Giants.Count;
        double giantSwitches = giants * model.KeySwitch(type.Level, type.Scale * type.Scale);
        return new NoisySlots(diagonals.Apply(input.Values, weight), diagonals.Apply(input.Plus(keySwitch).Variances, squares))
            .Plus(encoding + giantSwitches + model.Rescale(op.Scale));
    }

    /// <summary>
    /// The derivative carries the operand's error. Every product on the way adds a rescale and a key switch, which the rest of the
    /// evaluation amplifies at most as much as it does the operand's, and every term adds its share.
    /// </summary>
    public NoisySlots Polynomial(NoisySlots input, CkksPolynomial op, CiphertextType type)
    {
        ChebyshevSeries derivative = SeriesDerivative.Of(op.Series);
        double step = model.Rescale(op.Scale) + model.KeySwitch(type.Level, type.Scale * type.Scale);
        double terms = op.Series.Coefficients.Sum(static c => c * c) + op.Levels;
        double[] variances = new double[input.Values.Length];
        for (int slot = 0; slot < variances.Length; slot++)
        {
            double slope = derivative.EvaluateUnit(input.Values[slot]);
            variances[slot] = (slope * slope * (input.Variances[slot] + (op.Levels * step))) + (terms * step);
        }

        return new NoisySlots(Array.ConvertAll(input.Values, op.Series.EvaluateUnit), variances);
    }

    /// <summary>Finding diagonals is slow, and every sample needs the same.</summary>
    private GeneralizedDiagonals DiagonalsOf(Contraction contraction)
    {
        if (!found.TryGetValue(contraction, out GeneralizedDiagonals? diagonals))
        {
            diagonals = GeneralizedDiagonals.Of(contraction);
            found.Add(contraction, diagonals);
        }

        return diagonals;
    }
}
