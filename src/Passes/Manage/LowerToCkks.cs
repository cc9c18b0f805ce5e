using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Rules.Packed;

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
    private readonly IReadOnlyDictionary<ValueId, MatrixSplit> splits;
    private readonly CkksWriter writer;
    private readonly ValueId[] lowered;

    private LowerToCkks(Graph packed, WeightTable weights, CkksParameterSet parameters, LevelPlacement placement, bool hasConjugation)
    {
        this.packed = packed;
        this.placement = placement;
        lazy = new LazyProducts(packed);
        splits = StepSelection.Of(packed, value => placement[value] is not null, hasConjugation);
        writer = new CkksWriter(parameters, weights, packed.Name);
        lowered = new ValueId[packed.Nodes.Count];
    }

    /// <summary>Lowers without bootstraps.</summary>
    /// <param name="packed">A graph of the Packed dialect.</param>
    /// <param name="weights">The module's weights; their values are not needed.</param>
    /// <param name="parameters">With at least as many levels as <see cref="DepthAnalysis"/> finds.</param>
    /// <param name="outputs">Level of the outputs.</param>
    /// <param name="hasConjugation">Whether there may be a key for conjugation, so that ciphertexts go in pairs.</param>
    /// <exception cref="ParameterException">The parameters have too few levels.</exception>
    public static Graph Run(Graph packed, WeightTable weights, CkksParameterSet parameters, Level outputs, bool hasConjugation = false) =>
        new LowerToCkks(packed, weights, parameters, LevelPlacement.Leveled(DepthAnalysis.Run(packed, outputs)), hasConjugation).Run();

    /// <summary>Lowers with bootstraps, which need a key for conjugation themselves.</summary>
    /// <param name="packed">A graph of the Packed dialect.</param>
    /// <param name="weights">The module's weights; their values are not needed.</param>
    /// <param name="parameters">Those that the placement was made for.</param>
    /// <param name="placement">Levels of the values, and which are bootstrapped.</param>
    /// <exception cref="ParameterException">The parameters have too few levels.</exception>
    public static Graph Run(Graph packed, WeightTable weights, CkksParameterSet parameters, LevelPlacement placement) =>
        new LowerToCkks(packed, weights, parameters, placement, hasConjugation: true).Run();

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

    private ValueId Lower(Node node, Level level) => PackedRules.Of(node).Lower(node, new Target(this, node, level));

    /// <summary>The value at a level: from itself where it lies high enough, else from its bootstrapped copy.</summary>
    private ValueId At(ValueId value, Level level) => placement[value] < level && placement.Bootstraps.TryGetValue(value, out PlacedBootstrap bootstrap)
        ? writer.At(writer.Bootstrap(lowered[value.Index], bootstrap, placement.Range!.Value), level)
        : writer.At(lowered[value.Index], level);

    /// <summary>What the rule of one node writes to.</summary>
    private sealed class Target(LowerToCkks lowering, Node node, Level level) : ICkksTarget
    {
        public Level Level => level;

        public MatrixSplit Split => lowering.splits[node.Id];

        private CkksWriter Writer => lowering.writer;

        public Scale ScaleAt(Level level) => Writer.ScaleAt(level);

        public ValueId At(ValueId operand, Level level) => lowering.At(operand, level);

        public bool Waits(ValueId operand) => lowering.lazy.Waits(operand);

        public ValueId Unsettled(ValueId operand) => lowering.lowered[operand.Index];

        public ValueId Add(CkksOp op) => Writer.Add(op, node.Name);

        public ValueId Add(CkksOp op, string part) => Writer.Add(op, NodeNames.With(node.Name, part));

        public ValueId Product(CkksOp op) => Waits(node.Id) ? Add(op) : Writer.Settle(Add(op), node.Name);

        public ValueId Product(CkksOp op, string part) => Writer.Settle(Add(op, part), NodeNames.With(node.Name, part));
    }
}
