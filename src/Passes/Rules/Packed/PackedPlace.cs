using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A node of a Packed graph that is about to run on ciphertexts, where its rules look.</summary>
/// <param name="Node">The node.</param>
/// <param name="Level">Level of its operands, once they are settled.</param>
internal readonly record struct PackedPlace(Node Node, Level Level)
{
    /// <summary>Degree of its result before it is settled, if it is a product or a sum of products that waited; 0 otherwise.</summary>
    public int Degree { get; init; }

    /// <summary>Whether its result stays unsettled until a sum has added it.</summary>
    public bool Waits { get; init; }

    /// <summary>Whether its operands are products that waited for it, one level above <see cref="Level"/>.</summary>
    public bool OperandsWait { get; init; }

    /// <summary>Ciphertexts of its first operand; of its result for inputs.</summary>
    public int OperandCount { get; init; }

    /// <summary>How it is split, if it is a linear map; null otherwise.</summary>
    public MatrixSplit? Split { get; init; }

    /// <summary>The level, if a product is relinearized here; null where it is not or where that waits.</summary>
    public Level? Relinearized(Level level) => Degree == 2 && !Waits ? level : null;

    /// <summary>Relinearization and rescale of a product at a level, unless they wait for a sum.</summary>
    public OperationCost Settle(Level level, CostModel model)
    {
        if (Waits)
        {
            return OperationCost.Free;
        }

        OperationCost relinearization = Degree == 2 ? OperationCost.Of(model.KeySwitch(level)) with { KeySwitches = 1 } : OperationCost.Free;
        return relinearization + OperationCost.Of(model.Rescale(level));
    }
}
