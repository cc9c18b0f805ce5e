using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

/// <summary>Looks for known values in memory that went back to a pool.</summary>
internal static class LeftBehind
{
    private const int Compared = 64;

    /// <summary>Names of the values that some idle limb still begins with.</summary>
    public static string[] Find(LimbPool pool, IReadOnlyDictionary<string, double[]> forbidden)
    {
        Limb[] idle = [.. Enumerable.Range(0, pool.IdleCount).Select(_ => pool.Rent())];
        string[] found = [.. forbidden
            .Where(pair => idle.Any(limb => limb.Span[..Compared].SequenceEqual(pair.Value.AsSpan(0, Compared))))
            .Select(static pair => pair.Key)];
        Array.ForEach(idle, static limb => limb.Dispose());

        return found;
    }

    /// <summary>All limbs of a polynomial under a name and their numbers.</summary>
    public static IEnumerable<KeyValuePair<string, double[]>> Limbs(string name, RnsPolynomial x) =>
        Enumerable.Range(0, x.LimbCount).Select(i => KeyValuePair.Create($"{name}, limb {i}", x.Limb(i).ToArray()));
}
