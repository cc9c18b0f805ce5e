namespace PowerSoftmax.Passes.Manage.Placement;

/// <summary>One value of a circuit as the placement of bootstraps sees it.</summary>
/// <param name="Operands">Values it is computed from, all of smaller index.</param>
/// <param name="Consumes">Levels between its operands and itself.</param>
/// <param name="Costs">Nanoseconds by the level of its operands, 0 to the highest, never falling.</param>
/// <param name="MayBootstrap">Whether it may be bootstrapped: it is a settled ciphertext.</param>
public sealed record PlacementValue(IReadOnlyList<int> Operands, int Consumes, IReadOnlyList<long> Costs, bool MayBootstrap)
{
    /// <summary>How many equal values it stands for; each is computed, and bootstrapped, on its own.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Ciphertexts of the value, which are bootstrapped in pairs. <see cref="Costs"/> are those of all of them.</summary>
    public int Ciphertexts { get; init; } = 1;
}
