using PowerSoftmax.Cli.Output;

namespace PowerSoftmax.Cli.Keys;

/// <summary>Where a command's results go.</summary>
/// <param name="File">What it makes.</param>
/// <param name="Json">What it tells machines: a path, '-', or null.</param>
internal sealed record Target(string File, string? Json)
{
    /// <param name="inputs">What the command reads.</param>
    /// <exception cref="UserException">One cannot be written, or would replace what is read.</exception>
    public void Check(PathChecks inputs) => inputs.Write("--output", File).Write("--json", JsonOutput.FileOf(Json)).Run();
}
