using System;
using System.Globalization;
using System.Linq;

namespace PowerSoftmax.Ir.Text;

/// <summary>Sizes as people write them: <c>500MB</c>, <c>1.5 GiB</c>, <c>1000000</c>.</summary>
public static class ByteSize
{
    private static readonly (string Unit, double Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("B", 1), (string.Empty, 1),
    ];

    /// <summary>The size to three digits or so, in the largest unit that fits: <c>1.50 GiB</c>.</summary>
    public static string Text(long bytes) => bytes switch
    {
        >= 1L << 30 => FormattableString.Invariant($"{bytes / (double)(1L << 30):0.00} GiB"),
        >= 1L << 20 => FormattableString.Invariant($"{bytes / (double)(1L << 20):0.0} MiB"),
        >= 1L << 10 => FormattableString.Invariant($"{bytes / (double)(1L << 10):0.0} KiB"),
        _ => FormattableString.Invariant($"{bytes} B"),
    };

    /// <summary>Null where the text is no size of at least one byte.</summary>
    public static long? Parse(string text)
    {
        (string unit, double bytes) = Units.First(entry => text.EndsWith(entry.Unit, StringComparison.OrdinalIgnoreCase));
        bool parsed = double.TryParse(
            text.Substring(0, text.Length - unit.Length).TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count);
        double size = count * bytes;
        return parsed && size >= 1 && size < long.MaxValue ? (long)size : null;
    }
}
