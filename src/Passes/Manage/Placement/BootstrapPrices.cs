namespace PowerSoftmax.Passes.Manage.Placement;

/// <summary>Nanoseconds of bootstraps by target level, 0 to the highest, never falling.</summary>
/// <param name="Single">Of one ciphertext.</param>
/// <param name="Pair">Of two ciphertexts of a value, which share a part of the work.</param>
public sealed record BootstrapPrices(IReadOnlyList<long> Single, IReadOnlyList<long> Pair)
{
    /// <summary>Highest target.</summary>
    public int Top => Single.Count - 1;

    /// <summary>Of raising all ciphertexts of a value, and of each that it stands for.</summary>
    public long Of(PlacementValue value, int target) =>
        value.Count * ((value.Ciphertexts / 2 * Pair[target]) + (value.Ciphertexts % 2 * Single[target]));
}
