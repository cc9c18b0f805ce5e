using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Manage;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Predicts what each node of a Packed graph will cost on ciphertexts, as <see cref="OperationCosts"/> does once it is lowered.</summary>
/// <remarks>Without bringing operands down to the level, which costs little and depends on where they come from.</remarks>
/// <param name="packed">The circuit.</param>
/// <param name="products">How its matrix products are split.</param>
public sealed class PackedCosts(Graph packed, PackedProducts products)
{
    private readonly LazyProducts lazy = new(packed);

    /// <summary>The cost of a node that an output depends on.</summary>
    /// <param name="node">Of the graph.</param>
    /// <param name="level">Level of its operands.</param>
    /// <param name="model">Cost of the primitives.</param>
    /// <exception cref="IrException">The op has no rule.</exception>
    public OperationCost Of(Node node, Level level, CostModel model)
    {
        StructuredCosts structured = new(model);
        return node.Op switch
        {
            PackedInput or PackedOutput => default,
            PackedAdd sum => Sum(node, sum, level, model),
            PackedAddScalar => OperationCost.Of(model.Add(level) / 2),
            PackedAddPlain => OperationCost.Of(model.Add(level) / 2, model.Encode(level)),
            PackedMultiply => OperationCost.Of(model.Multiply(level)) with { Products = 1 } + Settle(node, level, model),
            PackedMultiplyPlain => OperationCost.Of(model.MultiplyPlain(level), model.Encode(level)) + Settle(node, level, model),
            PackedMultiplyScalar scalar => OperationCost.Of(model.MultiplyPlain(level))
                + (scalar.IsFreeInteger ? default : Settle(node, level, model)),
            PackedRotate => structured.Rotations(level, 1),
            PackedSumSlots sum => structured.SumSlots(level, sum.Steps.Count),
            PackedMatrixProduct => structured.MatrixProduct(products.Counts(node.Id), level),
            PackedPolynomial polynomial => Polynomial(polynomial, level, model, structured),
            _ => throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) has no predicted cost"),
        };
    }

    /// <summary>Products that waited are one level above the sum until it is settled.</summary>
    private OperationCost Sum(Node node, PackedAdd sum, Level level, CostModel model) => lazy.Waits(sum.Left)
        ? OperationCost.Of(model.Add(level + 1, lazy.DegreeOf(node.Id))) + Settle(node, level + 1, model)
        : OperationCost.Of(model.Add(level));

    /// <summary>Relinearization and rescale of a product, unless they wait for a sum.</summary>
    private OperationCost Settle(Node node, Level level, CostModel model)
    {
        if (lazy.Waits(node.Id))
        {
            return default;
        }

        OperationCost relinearization = lazy.DegreeOf(node.Id) == 2
            ? OperationCost.Of(model.KeySwitch(level)) with { KeySwitches = 1 }
            : default;
        return relinearization + OperationCost.Of(model.Rescale(level));
    }

    private static OperationCost Polynomial(PackedPolynomial op, Level level, CostModel model, StructuredCosts structured)
    {
        ChebyshevSeries unit = new(new Interval(-1, 1), op.Series.Coefficients);
        if (op.IsNormalized)
        {
            return structured.Polynomial(unit, op.LevelsConsumed, level);
        }

        double map = model.MultiplyPlain(level) + model.Rescale(level) + (op.Series.Interval.Center == 0 ? 0 : model.Add(level - 1) / 2);
        return OperationCost.Of(map) + structured.Polynomial(unit, op.LevelsConsumed - 1, level - 1);
    }
}
