namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A giant step, or a part of one with very many terms.</summary>
/// <param name="Result">To which ciphertext of the result it leads.</param>
/// <param name="Rotation">Left rotation of the whole step's sum.</param>
/// <param name="Terms">Never empty.</param>
/// <param name="IsLast">Whether no further part of the same step comes behind it.</param>
internal sealed record GiantPart(int Result, int Rotation, IReadOnlyList<BabyTerm> Terms, bool IsLast)
{
    /// <summary>Groups of whole steps that stay within the bounds together, or one part of a step that does not and has a group to itself, the last part at the head of one; in order, never empty.</summary>
    /// <param name="results">The steps of each ciphertext of the result.</param>
    /// <param name="bounds">What a group may have.</param>
    public static IEnumerable<GiantPart[]> Batches(IReadOnlyList<IReadOnlyList<GiantStep>> results, GiantBounds bounds)
    {
        List<GiantPart> batch = [];
        int terms = 0;
        foreach (GiantPart part in results.SelectMany((giants, result) => giants.SelectMany(giant => Parts(result, giant, bounds.TermsOfASum))))
        {
            bool hasRoom = batch.Count < bounds.Sums && terms + part.Terms.Count <= bounds.Terms && part.IsLast && batch.TrueForAll(static before => before.IsLast);
            if (batch.Count > 0 && !hasRoom)
            {
                yield return [.. batch];
                batch.Clear();
                terms = 0;
            }

            batch.Add(part);
            terms += part.Terms.Count;
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }

    private static IEnumerable<GiantPart> Parts(int result, GiantStep giant, int mostTerms)
    {
        BabyTerm[][] parts = [.. giant.Terms.Chunk(mostTerms)];
        return parts.Select((terms, index) => new GiantPart(result, giant.Rotation, terms, index == parts.Length - 1));
    }
}
