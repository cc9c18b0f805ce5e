using System.Globalization;

namespace PowerSoftmax.Ir.Graphs;

/// <summary>A value of a graph: the result of the node at this position. Printed as <c>%n</c>.</summary>
public readonly record struct ValueId(int Index)
{
    public override string ToString() => "%" + Index.ToString(CultureInfo.InvariantCulture);
}
