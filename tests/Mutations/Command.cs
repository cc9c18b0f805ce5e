using System.Diagnostics;

namespace PowerSoftmax.Mutations;

/// <summary>How a process ended; the exit code is null when it took too long and was stopped.</summary>
internal sealed record ProcessResult(int? ExitCode, string Output);

/// <summary>Runs processes and keeps what they print.</summary>
internal static class Command
{
    public static async Task<ProcessResult> RunAsync(string program, string folder, TimeSpan limit, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} cannot be started");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource timeout = new(limit);

        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();

            return new ProcessResult(null, await output + await errors);
        }

        return new ProcessResult(process.ExitCode, await output + await errors);
    }
}
