using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>A factor for each token, or for each token and head, the same along everything else.</summary>
/// <remarks>
/// It commutes with a linear layer, which then runs while the factor is still being computed: x W f costs no level beyond those of f.
/// </remarks>
/// <param name="Value">The packed factor.</param>
/// <param name="Heads">How many heads have a factor of their own.</param>
internal sealed record RowFactor(ValueId Value, int Heads = 1)
{
    /// <summary>Most heads for which a linear layer is split by heads: a matrix product each.</summary>
    public const int MostHeads = 4;
}
