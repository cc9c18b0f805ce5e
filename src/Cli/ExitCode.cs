namespace PowerSoftmax.Cli;

/// <summary>What the shell is told.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Files, options or the model are wrong; the message says what, where, and what to do.</summary>
    public const int InputWrong = 1;

    /// <summary>This program is wrong.</summary>
    public const int Bug = 2;

    /// <summary>Ctrl-C (SIGINT).</summary>
    public const int Canceled = 130;

    /// <summary>SIGTERM.</summary>
    public const int Terminated = 143;
}
