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
        int rotations = work.Babies + work.Giants + work.Conjugations;
        double time = ((work.Decomposed + work.Giants) * model.Decompose(level)) + ((work.Babies + work.Giants) * model.RotateLazy(level))
            + (Divisions(work) * model.ModDown(level)) + Products(work, level) + (work.Results * model.Rescale(level)) + Conjugations(work, level);

        return new OperationCost(time, Encoding(work, level), rotations, rotations, 0);
    }

    /// <summary>Products spread evenly over the levels that the evaluation passes through.</summary>
    /// <param name="series">On [-1, 1].</param>
    /// <param name="levels">Levels the evaluation consumes.</param>
    /// <param name="level">Level of the operand.</param>
    /// <param name="hasFactor">Whether the coefficients are plaintexts.</param>
    public OperationCost Polynomial(ChebyshevSeries series, int levels, Level level, bool hasFactor)
    {
        int products = PatersonStockmeyerCost.Of(series).Products;
        OperationCost total = default;
        for (int product = 0; product < products; product++)
        {
            Level at = level - (product * Math.Max(1, levels) / products);
            double time = model.Multiply(at) + model.KeySwitch(at) + model.Rescale(at);
            total += new OperationCost(time, 0, 0, 1, 1);
        }

        return total + OperationCost.Of(series.Degree * model.MultiplyPlain(level), hasFactor ? (series.Degree + 1) * model.Encode(level) : 0);
    }

    /// <summary>Divisions by P: of giant or of baby rotations, and of each result that has anything modulo QP.</summary>
    private static int Divisions(MatrixWork work) => work.IsExtended
        ? work.Giants + work.Results
        : work.Babies + Math.Min(work.Giants, work.Results);

    /// <summary>One level below; of pairs of the operand, what joins them counts as much as what takes pairs of the result apart.</summary>
    private double Conjugations(MatrixWork work, Level level) => work.Conjugations == 0
        ? 0
        : work.Conjugations * (model.KeySwitch(level - 1) + model.MultiplyPlain(level) + (2 * model.Add(level)));

    private double Products(MatrixWork work, Level level) => work.IsExtended
        ? (work.Diagonals.Whole * model.MultiplyPlainExtended(level)) + (work.Diagonals.Periodic * model.MultiplyPeriodicExtended(level))
        : (work.Diagonals.Whole * model.MultiplyPlain(level)) + (work.Diagonals.Periodic * model.MultiplyPeriodic(level));

    private double Encoding(MatrixWork work, Level level) => work.IsExtended
        ? (work.Diagonals.Whole * model.EncodeExtended(level)) + (work.Diagonals.Periodic * model.EncodePeriodicExtended(level, work.Diagonals.Period))
        : (work.Diagonals.Whole * model.Encode(level)) + (work.Diagonals.Periodic * model.EncodePeriodic(level, work.Diagonals.Period));
}
