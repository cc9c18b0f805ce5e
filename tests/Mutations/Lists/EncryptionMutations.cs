namespace PowerSoftmax.Mutations.Lists;

/// <summary>Faults in encryption and encoding: each leaves ciphertexts that decrypt rightly.</summary>
internal static class EncryptionMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
    ];
}
