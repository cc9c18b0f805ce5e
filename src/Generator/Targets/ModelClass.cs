using System.Linq;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Generator.Targets;

/// <summary>A class that asks for an encrypted model.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Types">The types around it, outermost first, and itself.</param>
/// <param name="Model">The attribute's model path with forward slashes: the key of its circuit.</param>
/// <param name="Calibration">The attribute's calibration path, or null.</param>
/// <param name="Problem">Why the class cannot be completed, or null.</param>
internal sealed record ModelClass(string Namespace, EquatableArray<TypeHeader> Types, string Model, string? Calibration, string? Problem)
{
    /// <summary>What the attribute asks of the circuit.</summary>
    public ModelWishes Wishes { get; init; } = ModelWishes.None;

    public string Name => Types[Types.Count - 1].Name;

    /// <summary>Namespace, outer types and name, joined by dots: unique in the compilation.</summary>
    public string FullName => string.Join(".", new[] { Namespace }.Where(static part => part.Length > 0).Concat(Types.Select(static type => type.Name)));
}
