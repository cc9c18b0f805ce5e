namespace PowerSoftmax.Mutations.Lists;

/// <summary>Faults in how keys are made: each leaves keys that work.</summary>
internal static class KeyMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("stream-repeats-its-blocks")
        {
            File = "src/Runtime/Rlwe/Sampling/SeededStream.cs",
            Old = "nextBlock += (ulong)words.Length / 2;",
            New = "nextBlock += 0;",
            CaughtBy = "Runtime.Tests/SamplerTests",
        },
    ];
}
