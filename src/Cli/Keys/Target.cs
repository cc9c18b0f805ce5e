namespace PowerSoftmax.Cli.Keys;

/// <summary>Where a command's results go.</summary>
/// <param name="File">What it makes.</param>
/// <param name="Json">What it tells machines: a path, '-', or null.</param>
internal sealed record Target(string File, string? Json);
