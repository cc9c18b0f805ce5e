namespace PowerSoftmax.Mutations.Lists;

/// <summary>Faults of the engine around the cryptographic core: readers, circuits, noise, files.</summary>
internal static class EngineMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
    ];
}
