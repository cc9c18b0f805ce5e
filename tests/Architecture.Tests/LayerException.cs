namespace PowerSoftmax.Architecture.Tests;

/// <summary>A look upwards that is allowed.</summary>
/// <param name="From">A type as <c>Folder/Type</c>, a folder as <c>Folder/*</c>, or <c>*</c> for all.</param>
/// <param name="To">The same.</param>
/// <param name="Reason">Why, for whoever wants to remove it.</param>
internal sealed record LayerException(string From, string To, string Reason)
{
    public bool Allows(string from, string to) => Matches(From, from) && Matches(To, to);

    private static bool Matches(string pattern, string name) =>
        pattern == "*" || pattern == name || (pattern.EndsWith("/*", StringComparison.Ordinal) && name.StartsWith(pattern[..^1], StringComparison.Ordinal));
}
