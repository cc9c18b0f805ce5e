using System.Linq;

namespace PowerSoftmax.Generator.Emission;

/// <summary>Foreign text in comments and documentation of emitted code.</summary>
internal static class OneLine
{
    /// <summary>The text without anything that would end a line comment.</summary>
    public static string Of(string text) => string.Concat(text.Select(static c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    /// <summary>The same for XML documentation.</summary>
    public static string Xml(string text) => Of(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
