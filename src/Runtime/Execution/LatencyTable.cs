using PowerSoftmax.Ir.CkksDialect;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Where the time of an evaluation went. Immutable.</summary>
public sealed class LatencyTable
{
    public LatencyTable(IReadOnlyList<OperationTiming> operations)
    {
        Operations = operations;
        Rows = [.. operations
            .GroupBy(static timing => (timing.Operation.Group, timing.Operation.Role))
            .Select(static group => Row(group.Key.Group, group.Key.Role, [.. group]))];
        Groups = [.. operations
            .GroupBy(static timing => timing.Operation.Group)
            .Select(static group => Row(group.Key, "total", [.. group]))];
        Work = [.. WorkKinds.Words.Select(kind =>
            Row("circuit", kind.Value, [.. operations.Where(timing => timing.Operation.Work == kind.Key)]))];
        Total = Row("circuit", "total", operations);
    }

    /// <summary>Every operation, in the order of the run.</summary>
    public IReadOnlyList<OperationTiming> Operations { get; }

    /// <summary>One row for each part and role, in the order in which they first ran.</summary>
    public IReadOnlyList<LatencyRow> Rows { get; }

    /// <summary>One row for each part of the model.</summary>
    public IReadOnlyList<LatencyRow> Groups { get; }

    /// <summary>The breakdown: one row for each kind of work, those without operations included; their times make the total.</summary>
    public IReadOnlyList<LatencyRow> Work { get; }

    public LatencyRow Total { get; }

    private static LatencyRow Row(string group, string role, IReadOnlyList<OperationTiming> timings) => new(
        group,
        role,
        timings.Sum(static timing => timing.Milliseconds),
        timings.Sum(static timing => timing.EncodeMilliseconds),
        timings.Sum(static timing => timing.KeySwitches),
        timings.Count);
}
