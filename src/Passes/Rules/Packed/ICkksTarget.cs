using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>Where the ciphertext operations of one Packed node are written.</summary>
internal interface ICkksTarget
{
    /// <summary>Level of the node's result.</summary>
    Level Level { get; }

    /// <summary>How the node is split, if it is a linear map.</summary>
    MatrixSplit Split { get; }

    /// <summary>Scale of settled values at a level.</summary>
    Scale ScaleAt(Level level);

    /// <summary>An operand at a level, settled: brought down from where it is, or from its bootstrapped copy.</summary>
    ValueId At(ValueId operand, Level level);

    /// <summary>Whether an operand is a product that waits for this node.</summary>
    bool Waits(ValueId operand);

    /// <summary>An operand as it is: a product that waits.</summary>
    ValueId Unsettled(ValueId operand);

    /// <summary>Writes an operation with the node's name.</summary>
    ValueId Add(CkksOp op);

    /// <summary>Writes an operation that comes before the node's own, with a part after the node's name.</summary>
    ValueId Add(CkksOp op, string part);

    /// <summary>Writes a product, or a sum of products, with the node's name, and settles it unless it waits for a sum.</summary>
    ValueId Product(CkksOp op);

    /// <summary>Writes a product that comes before the node's own, and settles it.</summary>
    ValueId Product(CkksOp op, string part);
}
