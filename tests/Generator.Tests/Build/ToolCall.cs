using System.Text;

namespace PowerSoftmax.Generator.Tests.Build;

/// <summary>What a build asked of the compiler.</summary>
internal sealed class ToolCall
{
    private readonly Dictionary<string, string> values;

    private ToolCall(Dictionary<string, string> values) => this.values = values;

    /// <summary>A value of the request; empty where the project says nothing.</summary>
    public string this[string key] => values[key];

    /// <param name="line">The lines of a request, joined by spaces.</param>
    public static ToolCall Parse(string line) => new(line.Split(' ').Select(static pair => pair.Split('=', 2)).ToDictionary(
        static pair => pair[0], static pair => Encoding.UTF8.GetString(Convert.FromBase64String(pair[1]))));
}
