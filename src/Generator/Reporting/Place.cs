using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PowerSoftmax.Generator.Reporting;

/// <summary>A location as values: a <see cref="Location"/> would keep its syntax tree alive and never compare equal.</summary>
internal sealed record Place(string File, TextSpan Span, LinePositionSpan Lines)
{
    public static Place Of(Location location) =>
        new(location.SourceTree?.FilePath ?? string.Empty, location.SourceSpan, location.GetLineSpan().Span);

    public Location ToLocation() => Location.Create(File, Span, Lines);
}
