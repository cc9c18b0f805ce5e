namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A giant step, or a part of one with very many terms.</summary>
/// <param name="Rotation">Left rotation of the whole step's sum.</param>
/// <param name="Terms">Never empty.</param>
/// <param name="IsLast">Whether no further part of the same step comes behind it.</param>
internal sealed record GiantPart(int Rotation, IReadOnlyList<BabyTerm> Terms, bool IsLast)
{
    /// <summary>Groups of whole steps with so many terms together, or one part of a step that has more; in order, never empty.</summary>
    public static IEnumerable<GiantPart[]> Batches(IReadOnlyList<GiantStep> giants, int mostTerms)
    {
        List<GiantPart> batch = [];
        int terms = 0;
        foreach (GiantPart part in giants.SelectMany(giant => Parts(giant, mostTerms)))
        {
            if (terms + part.Terms.Count > mostTerms)
            {
                yield return [.. batch];
                batch.Clear();
                terms = 0;
            }

            batch.Add(part);
            terms += part.Terms.Count;
        }

        yield return [.. batch];
    }

    // Every part but the last is as large as a batch, so it has one to itself.
    private static IEnumerable<GiantPart> Parts(GiantStep giant, int mostTerms)
    {
        BabyTerm[][] parts = [.. giant.Terms.Chunk(mostTerms)];
        return parts.Select((terms, index) => new GiantPart(giant.Rotation, terms, index == parts.Length - 1));
    }
}
