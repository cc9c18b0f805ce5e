namespace PowerSoftmax.Mutations;

/// <summary>One test project of the copy: builds it and runs some of its classes.</summary>
internal sealed class TestFolder(string root, string name)
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(15);

    /// <summary>Far more than the slowest class takes: a fault that makes tests hang is caught too.</summary>
    private static readonly TimeSpan TestLimit = TimeSpan.FromMinutes(10);

    private bool restored;

    private string Folder => Path.Combine(root, "tests", name);

    private string Program => Path.Combine(Folder, "bin", "Debug", "net10.0", $"PowerSoftmax.{name}{(OperatingSystem.IsWindows() ? ".exe" : string.Empty)}");

    /// <summary>The compiler's errors, or nothing. Packages are restored the first time only.</summary>
    public async Task<string> BuildAsync()
    {
        string[] arguments = ["build", "-c", "Debug", "-m:1", "--nologo", "-v", "quiet", "-p:TreatWarningsAsErrors=false", "-p:WarningLevel=0"];
        ProcessResult built = await Command.RunAsync("dotnet", Folder, BuildLimit, restored ? [.. arguments, "--no-restore"] : arguments);
        restored = true;

        return built.ExitCode == 0 ? string.Empty : string.Join('\n', built.Output.Split('\n').Where(static line => line.Contains("error", StringComparison.Ordinal)).Distinct());
    }

    public async Task<TestVerdict> RunAsync(IEnumerable<string> classes)
    {
        ProcessResult run = await Command.RunAsync(
            Program, Path.GetDirectoryName(Program)!, TestLimit, [.. classes.SelectMany(static test => new[] { "--filter-class", $"*.{test}" })]);

        return run.ExitCode switch
        {
            0 => new TestVerdict(Outcome.Passed, string.Empty),
            2 => new TestVerdict(Outcome.Failed, FirstFailure(run.Output)),
            8 => new TestVerdict(Outcome.Broken, "no test was found"),
            null => new TestVerdict(Outcome.Failed, "the tests did not end"),
            int code => new TestVerdict(Outcome.Failed, $"the test process ended with {code}"),
        };
    }

    private static string FirstFailure(string output) =>
        output.Split('\n').FirstOrDefault(static line => line.StartsWith("failed ", StringComparison.Ordinal))?.Trim() ?? string.Empty;
}
