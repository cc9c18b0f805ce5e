using System.Runtime.InteropServices;

namespace PowerSoftmax.Cli;

/// <summary>Ends a command at Ctrl-C (SIGINT) or SIGTERM with the exit code that shells expect: 128 and the signal's number.</summary>
/// <remarks>
/// The command is asked to stop, and does so between two operations or keys, deleting what it has half made. A command that cannot, or takes
/// longer than <see cref="Grace"/>, ends where it stands: files are renamed into place when they are whole, so none is left in half.
/// A second signal ends the process at once.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private int exitCode;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, ExitCode.Canceled)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, ExitCode.Terminated)),
    ];

    public CancellationToken Token => source.Token;

    /// <summary>The exit code of the signal that came; without one the command's own.</summary>
    public int Over(int commandsOwn) => Volatile.Read(ref exitCode) is > 0 and int code ? code : commandsOwn;

    public void Dispose()
    {
        Array.ForEach(registrations, static registration => registration.Dispose());
        source.Dispose();
    }

    private void Stop(PosixSignalContext signal, int code)
    {
        if (Interlocked.CompareExchange(ref exitCode, code, 0) != 0)
        {
            return;
        }

        signal.Cancel = true;
        source.Cancel();
        new Thread(() => EndAfterGrace(code)) { IsBackground = true }.Start();
    }

    private static void EndAfterGrace(int code)
    {
        Thread.Sleep(Grace);
        Console.Error.WriteLine("canceled");
        Environment.Exit(code);
    }
}
