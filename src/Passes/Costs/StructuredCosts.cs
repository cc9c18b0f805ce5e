using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Predicts what operations cost that are circuits of their own.</summary>
public sealed class StructuredCosts(CostModel model)
{
    public OperationCost Rotations(Level level, int count) => new(count * model.KeySwitch(level), 0, count, count, 0);

    /// <summary>For each of some rotations: x = x + rotate(x).</summary>
    public OperationCost SumSlots(Level level, int count) => Rotations(level, count) + OperationCost.Of(count * model.Add(level));

    /// <summary>Of all ciphertexts of the result.</summary>
    /// <param name="work">See <see cref="MatrixProductCounts"/>.</param>
    /// <param name="level">Level of the operand.</param>
    public OperationCost MatrixProduct(MatrixWork work, Level level)
    {
        (KeptDiagonals diagonals, int babies, int giants, int decomposed, int results) = work;
        double babyTime = (decomposed * model.Decompose(level)) + (babies * model.RotateLazy(level));
        double giantTime = giants * (model.ModDown(level) + model.Decompose(level) + model.RotateLazy(level));
        double products = (diagonals.Whole * model.MultiplyPlainExtended(level)) + (diagonals.Periodic * model.MultiplyPeriodicExtended(level));
        return new OperationCost(
            babyTime + giantTime + products + (results * (model.ModDown(level) + model.Rescale(level))),
            (diagonals.Whole * model.EncodeExtended(level)) + (diagonals.Periodic * model.EncodePeriodicExtended(level, diagonals.Period)),
            babies + giants,
            babies + giants,
            0);
    }

    /// <summary>Products spread evenly over the levels that the evaluation passes through.</summary>
    /// <param name="series">On [-1, 1].</param>
    /// <param name="levels">Levels the evaluation consumes.</param>
    /// <param name="level">Level of the operand.</param>
    public OperationCost Polynomial(ChebyshevSeries series, int levels, Level level)
    {
        int products = PatersonStockmeyerCost.Of(series).Products;
        OperationCost total = default;
        for (int product = 0; product < products; product++)
        {
            Level at = level - (product * Math.Max(1, levels) / products);
            double time = model.Multiply(at) + model.KeySwitch(at) + model.Rescale(at);
            total += new OperationCost(time, 0, 0, 1, 1);
        }

        return total + OperationCost.Of(series.Degree * model.MultiplyPlain(level));
    }
}
