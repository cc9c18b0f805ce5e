using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A tensor in slots.</summary>
/// <param name="Value">The packed value.</param>
/// <param name="Layout">Its layout; the dimensions are those of the axes, in order.</param>
/// <param name="Axes">For each axis of the tensor the dimensions that it is made of, the slowest first; none for an axis of size 1.</param>
internal sealed record RowValue(ValueId Value, Layout Layout, IReadOnlyList<IReadOnlyList<string>> Axes)
{
    /// <summary>What the value lacks; null for one that is whole.</summary>
    public IPending? Pending { get; init; }

    /// <summary>All dimensions, in the order of the tensor.</summary>
    public IEnumerable<string> Names => Axes.SelectMany(static axis => axis);

    /// <summary>A value whose axes nobody asks for: all its dimensions as one.</summary>
    public static RowValue OfLayout(ValueId value, Layout layout) => new(value, layout, [[.. layout.Dimensions.Select(static dimension => dimension.Name)]]);

    /// <summary>The value as it is meant, whatever it lacks.</summary>
    public RowValue Whole(RowLowering lowering, string name) => Pending?.Whole(lowering, this, name) ?? this;

    /// <summary>The same value with other axes.</summary>
    public RowValue WithAxes(IReadOnlyList<IReadOnlyList<string>> axes) => this with { Axes = axes, Layout = Layout.Ordered(axes.SelectMany(static axis => axis)) };

    /// <summary>The same value under other names.</summary>
    public RowValue Renamed(IReadOnlyDictionary<string, string> names) => this with
    {
        Layout = Layout.Renamed(names),
        Axes = [.. Axes.Select(axis => axis.Select(name => names.GetValueOrDefault(name, name)).ToArray())],
    };
}
