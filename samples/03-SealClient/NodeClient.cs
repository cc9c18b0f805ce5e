using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace PowerSoftmax.Samples.SealClient;

/// <summary>The client in JavaScript, a process of its own: keys, encryption and decryption happen there.</summary>
internal static class NodeClient
{
    private const string Advice = "Install Node.js 22 or newer with npm (https://nodejs.org).";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Asks the server about one image; what the client says on the way goes to this program's error stream.</summary>
    /// <exception cref="ClientUnavailableException">Node.js or node-seal is missing, with what to install.</exception>
    /// <exception cref="InvalidOperationException">The client ended with an error, which it has told already.</exception>
    public static async Task<DigitAnswer> AskAsync(string url, int image)
    {
        string folder = Folder();
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "node-seal")))
        {
            await InstallAsync(folder);
        }

        using Process process = Start(Node(folder), folder, [Path.Combine(folder, "client.mjs"), url, $"{image}", "--json"]);
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<DigitAnswer>(output, Json)!
            : throw new InvalidOperationException($"the client ended with code {process.ExitCode}");
    }

    /// <summary>Brings the packages of the lock file: node-seal, and a Node.js for Linux x64.</summary>
    private static async Task InstallAsync(string folder)
    {
        Console.Error.WriteLine($"Installing the client's packages (npm ci in {folder}) ...");
        using Process process = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, ["ci", "--no-audit", "--no-fund"]);
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new ClientUnavailableException($"npm ended with code {process.ExitCode}; what it says is above. {Advice}");
        }
    }

    private static Process Start(string program, string folder, string[] arguments)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new ClientUnavailableException($"'{program}' cannot be started ({error.Message}). {Advice}");
        }
    }

    /// <summary>The Node.js that npm installs for Linux x64 with the client, or else the machine's own.</summary>
    private static string Node(string folder)
    {
        string installed = Path.Combine(folder, "node_modules", ".bin", "node");
        return File.Exists(installed) ? installed : "node";
    }

    /// <summary>The folder of the client's sources, beside which npm puts its packages: never copied to the output.</summary>
    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (string place in (string[])["client", "samples/03-SealClient/client"])
            {
                string candidate = Path.Combine(folder.FullName, place);
                if (File.Exists(Path.Combine(candidate, "client.mjs")))
                {
                    return candidate;
                }
            }
        }

        throw new ClientUnavailableException("the folder 'client' of the sample is not above this program; run it from a checkout of the repository");
    }
}
