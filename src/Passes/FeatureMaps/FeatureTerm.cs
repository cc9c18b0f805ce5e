using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.FeatureMaps;

/// <summary>Features of a base value, chosen and multiplied by plaintext factors.</summary>
/// <param name="Base">A value of the target; its last axis are its features.</param>
/// <param name="Pick">For each feature of the term, the feature of the base, or -1 for zero.</param>
/// <param name="Factor">A factor for each feature, or for each feature of each row.</param>
internal sealed record FeatureTerm(ValueId Base, int[] Pick, RowValues Factor)
{
    /// <summary>Whether every feature is the base's own, in order.</summary>
    public bool IsIdentity(int width) => Pick.Length == width && Pick.Select(static (pick, feature) => pick == feature).All(static same => same);

    /// <summary>Whether the two terms choose the same feature wherever both choose one.</summary>
    public bool Joins(FeatureTerm other) => Base == other.Base && Pick.Zip(other.Pick).All(static pair => pair.First == pair.Second || pair.First < 0 || pair.Second < 0);

    /// <summary>The sum of two terms that join.</summary>
    public FeatureTerm Plus(FeatureTerm other) => new(Base, [.. Pick.Zip(other.Pick, Math.Max)], Factor.Plus(other.Factor));

    /// <summary>The features at other places.</summary>
    /// <param name="features">For each new feature the old one, or -1 for zero.</param>
    public FeatureTerm Taking(int[] features) =>
        new(Base, Array.ConvertAll(features, feature => feature < 0 ? -1 : Pick[feature]), Factor.Taking(features));
}
