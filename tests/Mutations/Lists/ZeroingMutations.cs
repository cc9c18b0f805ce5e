namespace PowerSoftmax.Mutations.Lists;

/// <summary>Secrets that stay in memory.</summary>
internal static class ZeroingMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
    ];
}
