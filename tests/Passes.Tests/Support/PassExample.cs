using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>A before and an after block out of a pass's documentation.</summary>
public sealed record PassExample(IPass Pass, string File, int Number, Module Before, Module After)
{
    public override string ToString() => $"{File} #{Number}";
}
