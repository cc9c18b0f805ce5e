namespace PowerSoftmax.Generator.Targets;

/// <summary>What the attribute asks of a circuit; null where it says nothing.</summary>
/// <param name="NoBootstrapping">Whether it refuses bootstrapping.</param>
/// <param name="Security">Least bits of security.</param>
/// <param name="MaxKeyBytes">Most memory for evaluation keys, as written.</param>
/// <param name="MaxMemory">Most memory of an evaluation, as written.</param>
internal sealed record ModelWishes(bool NoBootstrapping, int? Security, string? MaxKeyBytes, string? MaxMemory)
{
    public static ModelWishes None { get; } = new(false, null, null, null);
}
