using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Manage;

/// <summary>Lowers a Packed graph to ciphertext operations with levels, scales, relinearizations and rescales.</summary>
/// <remarks>
/// Every value is computed at the lowest level that serves all its users, or where the placement of bootstraps puts it. A plaintext factor is encoded at the scale of the
/// ciphertext's level, which brings the rescaled product exactly to the next level's scale. Values no output depends on are left out.
/// </remarks>
public sealed class LowerToCkks
{
    private readonly Graph packed;
    private readonly LevelPlacement placement;
    private readonly LazyProducts lazy;
    private readonly IReadOnlyDictionary<ValueId, int> steps;
    private readonly CkksWriter writer;
    private readonly ValueId[] lowered;

    private LowerToCkks(Graph packed, WeightTable weights, CkksParameterSet parameters, LevelPlacement placement)
    {
        this.packed = packed;
        this.placement = placement;
        lazy = new LazyProducts(packed);
        steps = StepSelection.Of(packed, value => placement[value] is not null);
        writer = new CkksWriter(parameters, weights, packed.Name);
        lowered = new ValueId[packed.Nodes.Count];
    }

    /// <summary>Lowers without bootstraps.</summary>
    /// <param name="packed">A graph of the Packed dialect.</param>
    /// <param name="weights">The module's weights; their values are not needed.</param>
    /// <param name="parameters">With at least as many levels as <see cref="DepthAnalysis"/> finds.</param>
    /// <param name="outputs">Level of the outputs.</param>
    /// <exception cref="ParameterException">The parameters have too few levels.</exception>
    public static Graph Run(Graph packed, WeightTable weights, CkksParameterSet parameters, Level outputs) =>
        Run(packed, weights, parameters, LevelPlacement.Leveled(DepthAnalysis.Run(packed, outputs)));

    /// <param name="packed">A graph of the Packed dialect.</param>
    /// <param name="weights">The module's weights; their values are not needed.</param>
    /// <param name="parameters">Those that the placement was made for.</param>
    /// <param name="placement">Levels of the values, and which are bootstrapped.</param>
    /// <exception cref="ParameterException">The parameters have too few levels.</exception>
    public static Graph Run(Graph packed, WeightTable weights, CkksParameterSet parameters, LevelPlacement placement) =>
        new LowerToCkks(packed, weights, parameters, placement).Run();

    private Graph Run()
    {
        foreach (Node node in packed.Nodes)
        {
            if (placement[node.Id] is Level level)
            {
                lowered[node.Id.Index] = Lower(node, level);
            }
        }

        foreach (GraphOutput output in packed.Outputs.Where(output => placement[output.Value] is not null))
        {
            writer.Output(output.Name, lowered[output.Value.Index]);
        }

        return writer.Build();
    }

    private ValueId Lower(Node node, Level level) => node.Op switch
    {
        PackedInput op => writer.Add(new CkksInput(op.Tensor, op.Layout, level, writer.ScaleAt(level)), node.Name),
        PackedAdd op => Sum(node, op, level),
        PackedAddPlain op => writer.Add(new CkksAddPlain(At(op.Input, level), op.Weight, op.Plain), node.Name),
        PackedAddScalar op => writer.Add(new CkksAddScalar(At(op.Input, level), op.Value), node.Name),
        PackedMultiply op => Product(node, new CkksMultiply(At(op.Left, level + 1), At(op.Right, level + 1))),
        PackedMultiplyPlain op => Product(
            node, new CkksMultiplyPlain(At(op.Input, level + 1), op.Weight, op.Plain, writer.ScaleAt(level + 1))),
        PackedMultiplyScalar { IsFreeInteger: true } op => writer.Add(
            new CkksMultiplyScalar(At(op.Input, level), op.Value, new Scale(1)), node.Name),
        PackedMultiplyScalar op => Product(node, new CkksMultiplyScalar(At(op.Input, level + 1), op.Value, writer.ScaleAt(level + 1))),
        PackedRotate op => writer.Add(new CkksRotate(At(op.Input, level), op.Steps), node.Name),
        PackedSumSlots op => writer.Add(new CkksSumSlots(At(op.Input, level), op.Steps), node.Name),
        PackedMatrixProduct op => MatrixProduct(node, op, level),
        PackedPolynomial op => Polynomial(node, op, level),
        PackedOutput op => writer.Add(new CkksOutput(At(op.Input, level), op.Tensor, op.Layout, op.Shape), node.Name),
        _ => throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) cannot be lowered to ciphertext operations"),
    };

    /// <summary>The value at a level: from itself where it lies high enough, else from its bootstrapped copy.</summary>
    private ValueId At(ValueId value, Level level) => placement[value] < level && placement.Bootstraps.TryGetValue(value, out PlacedBootstrap bootstrap)
        ? writer.At(writer.Bootstrap(lowered[value.Index], bootstrap, placement.Range!.Value), level)
        : writer.At(lowered[value.Index], level);

    private ValueId Sum(Node node, PackedAdd op, Level level)
    {
        if (!lazy.Waits(op.Left))
        {
            return writer.Add(new CkksAdd(At(op.Left, level), At(op.Right, level)), node.Name);
        }

        return Product(node, new CkksAdd(lowered[op.Left.Index], lowered[op.Right.Index]));
    }

    private ValueId Product(Node node, CkksOp op)
    {
        ValueId product = writer.Add(op, node.Name);
        return lazy.Waits(node.Id) ? product : writer.Settle(product, node.Name);
    }

    private ValueId MatrixProduct(Node node, PackedMatrixProduct op, Level level) => writer.Add(
        new CkksMatrixProduct(At(op.Input, level + 1), op.Weight, op.Contraction, steps[node.Id], writer.ScaleAt(level)),
        node.Name);

    private ValueId Polynomial(Node node, PackedPolynomial op, Level level)
    {
        ValueId input = At(op.Input, level + op.LevelsConsumed);
        int levels = op.LevelsConsumed;
        if (!op.IsNormalized)
        {
            levels--;
            input = ToUnit(node, op, input, level + op.LevelsConsumed);
        }

        ChebyshevSeries unit = new(new Interval(-1, 1), op.Series.Coefficients);
        return writer.Add(new CkksPolynomial(input, unit, levels, writer.ScaleAt(level)), node.Name);
    }

    /// <summary>u = (x - center) / radius: the interval onto [-1, 1].</summary>
    private ValueId ToUnit(Node node, PackedPolynomial op, ValueId input, Level level)
    {
        Interval interval = op.Series.Interval;
        string name = NodeNames.With(node.Name, "unit");
        ValueId scaled = writer.Settle(
            writer.Add(new CkksMultiplyScalar(input, 1 / interval.Radius, writer.ScaleAt(level)), name), name);
        return interval.Center == 0 ? scaled : writer.Add(new CkksAddScalar(scaled, -interval.Center / interval.Radius), name);
    }
}
