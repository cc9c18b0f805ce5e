using System.Runtime.InteropServices;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Asks Linux for pages of 2 MiB. A hint: elsewhere, and where the system has none, nothing happens.</summary>
internal static unsafe partial class HugePages
{
    private const nuint PageSize = 4096;
    private const nuint HugePageSize = 2 << 20;
    private const int AdviseHugePages = 14;

    /// <summary>Allocations of several huge pages begin on one.</summary>
    public static nuint AlignmentFor(nuint byteCount) => byteCount >= 2 * HugePageSize ? HugePageSize : PageSize;

    /// <summary>Allocations of several huge pages are whole ones.</summary>
    public static nuint RoundUp(nuint byteCount) => (byteCount + AlignmentFor(byteCount) - 1) & ~(AlignmentFor(byteCount) - 1);

    public static void Advise(void* start, nuint byteCount)
    {
        if (OperatingSystem.IsLinux() && byteCount >= 2 * HugePageSize)
        {
            // A refusal costs speed and nothing else.
            _ = Advise(start, byteCount, AdviseHugePages);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint length, int advice);
}
