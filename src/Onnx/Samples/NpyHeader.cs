using System.Globalization;
using System.Text.RegularExpressions;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Onnx.Samples;

/// <summary>What the header of an .npy array says.</summary>
/// <param name="Element">Element type.</param>
/// <param name="ColumnMajor">Whether the first index runs fastest.</param>
/// <param name="Dimensions">Sizes, not yet checked.</param>
internal sealed partial record NpyHeader(ElementType Element, bool ColumnMajor, IReadOnlyList<long> Dimensions)
{
    /// <exception cref="InvalidDataException">The text is no such header, or its element type is not supported.</exception>
    public static NpyHeader Parse(string text)
    {
        Match type = TypeEntry().Match(text);
        Match order = OrderEntry().Match(text);
        Match shape = ShapeEntry().Match(text);
        if (!type.Success || !order.Success || !shape.Success)
        {
            throw new InvalidDataException("its header names no element type, order and shape");
        }

        string code = type.Groups[1].Value;
        ElementType element = NpyFormat.Find(code)
            ?? throw new InvalidDataException($"its elements are '{code}'; float, integer and bool in little-endian order are read");
        return new NpyHeader(element, order.Groups[1].Value == "True", ParseShape(shape.Groups[1].Value));
    }

    private static List<long> ParseShape(string text)
    {
        List<long> sizes = [];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            sizes.Add(long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long size)
                ? size
                : throw new InvalidDataException($"its shape ({text}) is no list of sizes"));
        }

        return sizes;
    }

    [GeneratedRegex("'descr':\\s*'([^']{1,16})'", RegexOptions.NonBacktracking)]
    private static partial Regex TypeEntry();

    [GeneratedRegex("'fortran_order':\\s*(True|False)", RegexOptions.NonBacktracking)]
    private static partial Regex OrderEntry();

    [GeneratedRegex("'shape':\\s*\\(([^)]{0,1000})\\)", RegexOptions.NonBacktracking)]
    private static partial Regex ShapeEntry();
}
