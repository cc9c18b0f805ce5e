using System.Diagnostics;
using PowerSoftmax.Samples.SealClient;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Integration.Tests.Support;

/// <summary>The programs of the sample with a SEAL client: server in C#, client in JavaScript.</summary>
internal static class SealClientSample
{
    private static string Dotnet => Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet";

    /// <summary>The Node.js that npm installed with the client, where it did.</summary>
    private static string Node => File.Exists(ClientFile("node_modules/.bin/node")) ? ClientFile("node_modules/.bin/node") : "node";

    public static string ClientFile(string name) => RepositoryRoot.File($"samples/03-SealClient/client/{name}");

    /// <summary>Skips the running test where the client's packages are not installed.</summary>
    public static void RequireNodeSeal()
    {
        if (!Directory.Exists(ClientFile("node_modules/node-seal")))
        {
            const string Reason = "node-seal is not installed; run 'npm ci --prefix samples/03-SealClient/client' (Node.js with npm)";
            Assert.False(Environment.GetEnvironmentVariable("POWERSOFTMAX_SEAL_ORACLE") == "required", Reason);
            Assert.Skip(Reason);
        }
    }

    /// <summary>The sample's program, which starts the client itself.</summary>
    public static ProgramRun Run(params IEnumerable<string> arguments) => ProgramRun.Of(Dotnet, Program(arguments));

    public static ProgramRun RunClient(string url, string image) => RunNode(ClientFile("client.mjs"), url, image);

    public static ProgramRun RunNode(params IEnumerable<string> arguments) => ProgramRun.Of(Node, arguments);

    private static IEnumerable<string> Program(params IEnumerable<string> arguments) => ["exec", typeof(DigitModel).Assembly.Location, .. arguments];

    /// <summary>The sample's server alone, on a free port; ends with the test.</summary>
    public sealed class Server : IDisposable
    {
        private readonly Process process;

        private Server(Process process, string url)
        {
            this.process = process;
            Url = url;
        }

        public string Url { get; }

        public static async Task<Server> StartAsync()
        {
            Process process = ProgramRun.Start(Dotnet, Program("serve", "0"));
            string? line = await process.StandardOutput.ReadLineAsync();
            Assert.NotNull(line);
            return new Server(process, line.Split(' ', ';')[2]);
        }

        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }
}
