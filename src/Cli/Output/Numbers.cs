using System.Globalization;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Cli.Output;

/// <summary>Numbers as people read them, the same everywhere.</summary>
internal static class Numbers
{
    public static string Bytes(long bytes) => ByteSize.Text(bytes);

    public static string Milliseconds(double milliseconds) => milliseconds switch
    {
        >= 10_000 => Invariant($"{milliseconds / 1000:0.0} s"),
        >= 100 => Invariant($"{milliseconds:0} ms"),
        _ => Invariant($"{milliseconds:0.0} ms"),
    };

    public static string Microseconds(double microseconds) => microseconds switch
    {
        >= 100_000 => Milliseconds(microseconds / 1000),
        >= 1000 => Invariant($"{microseconds / 1000:0.00} ms"),
        _ => Invariant($"{microseconds:0.0} us"),
    };

    public static string Fixed(double value) => Invariant($"{value:0.0000}");

    public static string Scientific(double value) => value.ToString("0.0e+00", CultureInfo.InvariantCulture);

    /// <summary>A positive number as a power of two, <c>2^-12.3</c>.</summary>
    public static string PowerOfTwo(double value) => value == 0 ? "0" : Invariant($"2^{Math.Log2(value):0.0}");

    public static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
