using System.Diagnostics;
using System.Runtime.InteropServices;
using PowerSoftmax.Cli.Keys;
using PowerSoftmax.Cli.Tests.Keys;
using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Cli.Tests;

/// <summary>Ctrl-C and SIGTERM: the exit code that shells expect, and nothing half made.</summary>
public sealed class InterruptionTests(CompiledIntent intent) : IClassFixture<CompiledIntent>
{
    [Theory]
    [InlineData("INT", ExitCode.Canceled)]
    [InlineData("TERM", ExitCode.Terminated)]
    public async Task KeysThatAreInterruptedLeaveAFolderForTheNextRun(string signal, int exitCode)
    {
        using Workspace workspace = new();
        string client = workspace.PathOf("client");

        int code = await Interrupt(signal, () => Count(client, "*.key") > 0, "keys", intent.Circuit, "-o", client);

        Assert.Equal(exitCode, code);
        Assert.Equal(0, Count(client, "*"));
        new ClientFolder(client).CheckFree();
    }

    [Theory]
    [InlineData("INT", ExitCode.Canceled)]
    [InlineData("TERM", ExitCode.Terminated)]
    public async Task ACompilationThatIsInterruptedLeavesNothing(string signal, int exitCode)
    {
        using Workspace workspace = new();

        int code = await Interrupt(signal, static () => true, "compile", Workspace.Sample("intent.onnx"), "-o", workspace.PathOf("c.psir"), "--list-inputs", workspace.PathOf("list"));

        Assert.Equal(exitCode, code);
        Assert.Equal(0, Count(workspace.Folder, "*"));
    }

    [Fact]
    public async Task ABenchmarkIsInterrupted()
    {
        using Workspace workspace = new();

        Assert.Equal(ExitCode.Canceled, await Interrupt("INT", static () => true, "bench", "ckks", "--json", workspace.PathOf("rows.json")));
        Assert.Equal(0, Count(workspace.Folder, "*"));
    }

    [Fact]
    public void ACanceledRunEndsWith130()
    {
        using Workspace workspace = new();
        Tool tool = Tool.Run(new CancellationToken(canceled: true), "keys", intent.Circuit, "-o", workspace.PathOf("client"));

        Assert.Equal(ExitCode.Canceled, tool.ExitCode);
        Assert.Equal(0, Count(workspace.Folder, "*"));
    }

    /// <summary>What a process that was killed has left is gone after the next compilation.</summary>
    [Fact]
    public void LeftoversOfAKilledCompilationGo()
    {
        using Workspace workspace = new();
        string circuit = workspace.PathOf("d*.psir"), other = workspace.PathOf("d-other.psir") + AtomicFile.TemporaryMark + "12345678";
        File.WriteAllText(circuit + AtomicFile.TemporaryMark + "12345678", "half a circ");
        File.WriteAllText(other, "of somebody else");

        Assert.Equal(ExitCode.Done, Tool.Run("compile", Workspace.Digits("digits.onnx"), "-o", circuit).ExitCode);

        Assert.Equal([circuit, workspace.PathOf("d*.psw"), other], Directory.EnumerateFiles(workspace.Folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void KeysThatAKilledProcessLeftAreReplaced()
    {
        using Workspace workspace = new();
        string evaluation = Directory.CreateDirectory(workspace.PathOf("evaluation")).FullName;
        File.WriteAllText(Path.Combine(evaluation, "galois-000009-level-03.key"), "of a process that was killed");
        File.WriteAllText(Path.Combine(evaluation, "relinearization-level-03.key" + AtomicFile.TemporaryMark + "12345678"), "half a k");

        Tool tool = Tool.Run("keys", InsecureTransformer.Circuit, "-o", workspace.Folder);

        Assert.True(tool.ExitCode == ExitCode.Done, tool.Error);
        Assert.True(File.Exists(KeyDirectory.ManifestOf(evaluation)));
        Assert.DoesNotContain(Directory.EnumerateFiles(evaluation), static file => new FileInfo(file).Length < 100);
        Assert.Equal(ExitCode.InputWrong, Tool.Run("keys", InsecureTransformer.Circuit, "-o", workspace.Folder).ExitCode);
    }

    private static int Count(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Count() : 0;

    /// <summary>Starts the tool as a process of its own, waits until it is at work, and sends a signal.</summary>
    private static async Task<int> Interrupt(string signal, Func<bool> atWork, params string[] arguments)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no signals to send.");
        }

        CancellationToken cancel = TestContext.Current.CancellationToken;
        string tool = typeof(CommandLine).Assembly.Location;
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath is string host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", ["exec", tool, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancel), error = process.StandardError.ReadToEndAsync(cancel);
        await Task.Delay(300, cancel);
        while (!atWork() && !process.HasExited)
        {
            await Task.Delay(10, cancel);
        }

        // At once: a program to send it would take as long to start as what it interrupts takes to end.
        Assert.Equal(0, Send(process.Id, signal == "INT" ? 2 : 15));
        await process.WaitForExitAsync(cancel);
        Assert.DoesNotContain("bug", await error, StringComparison.Ordinal);
        await output;
        return process.ExitCode;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
}
