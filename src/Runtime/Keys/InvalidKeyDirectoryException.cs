namespace PowerSoftmax.Runtime.Keys;

/// <summary>A key directory, or a file in it, is missing, damaged, truncated, or belongs to something else.</summary>
/// <param name="path">The directory or file.</param>
/// <param name="what">What is wrong, and what to do.</param>
public sealed class InvalidKeyDirectoryException(string path, string what, Exception? inner = null) : Exception($"{path}: {what}", inner)
{
    /// <summary>The directory or file.</summary>
    public string Path { get; } = path;
}
