using System.Diagnostics;
using System.Globalization;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>The most memory this process has had resident.</summary>
public static class PeakMemory
{
    private const string LinuxStatus = "/proc/self/status";

    /// <summary>Bytes since the process began.</summary>
    public static long Bytes()
    {
        // On Linux the runtime reports the current size as the peak; the kernel knows better.
        if (File.Exists(LinuxStatus) && TryParse(File.ReadLines(LinuxStatus), out long bytes))
        {
            return bytes;
        }

        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>Finds <c>VmHWM:   1234 kB</c> among the lines of a status file.</summary>
    internal static bool TryParse(IEnumerable<string> lines, out long bytes)
    {
        bytes = 0;
        string? line = lines.FirstOrDefault(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        string[] words = line?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (words.Length < 2 || !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes))
        {
            return false;
        }

        bytes = kilobytes * 1024;
        return true;
    }
}
