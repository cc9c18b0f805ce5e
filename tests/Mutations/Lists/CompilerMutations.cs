namespace PowerSoftmax.Mutations.Lists;

/// <summary>Faults of importer, passes, tool and build.</summary>
internal static class CompilerMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
    ];
}
