using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>How one op of the Packed dialect becomes ciphertext operations, and what these will take. Its text, layout, levels and meaning are the op's own.</summary>
/// <remarks>
/// Nothing has a default: an op that costs nothing or needs no keys says so, and one without rules is an error
/// (<see cref="PackedRules.Of"/>). A new op is one file here and one line in <see cref="PackedRules.Table"/>. Immutable.
/// </remarks>
internal abstract class PackedOpRules
{
    /// <summary>Type of the op.</summary>
    public abstract Type Op { get; }

    /// <summary>Whether its result may be bootstrapped.</summary>
    public abstract bool MayBootstrap { get; }

    /// <summary>Whether the result is a product still to be settled.</summary>
    public abstract ProductForm Form(Node node);

    /// <summary>Rotations to the left that the op makes however linear maps are split.</summary>
    public abstract IEnumerable<int> FixedRotations(Node node);

    /// <summary>Predicted time and counts for all ciphertexts of the result, without bringing the operands to their level.</summary>
    public abstract OperationCost Cost(PackedPlace at, CostModel model);

    /// <summary>The evaluation keys that the op needs on ciphertexts.</summary>
    public abstract PackedKeys Keys(PackedPlace at);

    /// <summary>Writes the ciphertext operations of a node.</summary>
    /// <returns>The value in the node's place: settled, unless it is a product that waits for a sum.</returns>
    public abstract ValueId Lower(Node node, ICkksTarget target);
}

/// <summary>Rules of an op that does to each ciphertext of a bundle the same. <inheritdoc cref="PackedOpRules"/></summary>
/// <typeparam name="TOp">Type of the op.</typeparam>
internal abstract class PackedOpRules<TOp> : PackedOpRules
    where TOp : PackedOp
{
    public sealed override Type Op => typeof(TOp);

    public sealed override ProductForm Form(Node node) => Form((TOp)node.Op);

    public sealed override IEnumerable<int> FixedRotations(Node node) => FixedRotations((TOp)node.Op);

    public sealed override OperationCost Cost(PackedPlace at, CostModel model) =>
        Cost((TOp)at.Node.Op, at, model) * ((PackedType)at.Node.Type).Count;

    public sealed override PackedKeys Keys(PackedPlace at) => Keys((TOp)at.Node.Op, at);

    public sealed override ValueId Lower(Node node, ICkksTarget target) => Lower((TOp)node.Op, target);

    protected abstract ProductForm Form(TOp op);

    protected abstract IEnumerable<int> FixedRotations(TOp op);

    /// <summary>For one ciphertext of the result.</summary>
    protected abstract OperationCost Cost(TOp op, PackedPlace at, CostModel model);

    protected abstract PackedKeys Keys(TOp op, PackedPlace at);

    protected abstract ValueId Lower(TOp op, ICkksTarget target);
}
