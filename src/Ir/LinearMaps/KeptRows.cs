using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Which rows of W a slot of the result sums: all, or with partial sums those that agree with the slot in the digits that its layout has.</summary>
internal sealed class KeptRows
{
    private readonly int[] rows;
    private readonly (int Step, int Extent)[] digits;

    public KeptRows(LinearMap map)
    {
        string? contracted = map.Contracted;
        rows = [.. Enumerable.Range(0, map.Rows)];
        digits = contracted is null
            ? []
            : [.. map.Output.Axes.Where(axis => axis.AddsTo(contracted)).Select(axis => (axis.StepOf(contracted), axis.Extent))];
    }

    /// <param name="kept">Index that the result's layout has for the contracted dimension; 0 without partial sums.</param>
    public IEnumerable<int> Of(int kept) => digits.Length == 0
        ? rows
        : rows.Where(row => digits.All(digit => row / digit.Step % digit.Extent == kept / digit.Step % digit.Extent));
}
