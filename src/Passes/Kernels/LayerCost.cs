using PowerSoftmax.Ir.LinearMaps;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>What a layer costs in one form next to another, in units of one of the many rotations that share a decomposition.</summary>
internal static class LayerCost
{
    /// <summary>A rotation by itself.</summary>
    public const double Doubling = 3;

    /// <summary>A product with a diagonal.</summary>
    private const double Product = 0.05;

    /// <summary>Baby and giant rotations, and products, of a map.</summary>
    public static double Of(LinearMap map) => Of((double)MapRotations.Of(map).Count * map.Output.CiphertextCount);

    /// <summary>The same of so many diagonals.</summary>
    public static double Of(double diagonals) => (2 * Math.Sqrt(diagonals)) + (Product * diagonals);
}
