using System.CommandLine;
using System.CommandLine.Parsing;

namespace PowerSoftmax.Cli.Commands;

/// <summary>Options that would do nothing are errors: whoever gives one expects something of it.</summary>
internal static class IdleOptions
{
    public static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is OptionResult { Implicit: false };

    /// <param name="result">The command line.</param>
    /// <param name="options">Those without effect here.</param>
    /// <param name="reason">Why, and what to do: the rest of the sentence.</param>
    /// <exception cref="UserException">One of them was given.</exception>
    public static void Refuse(ParseResult result, IEnumerable<Option> options, string reason)
    {
        string[] given = [.. options.Where(option => IsGiven(result, option)).Select(static option => option.Name)];
        if (given.Length > 0)
        {
            throw new UserException($"{string.Join(" and ", given)} {(given.Length == 1 ? "has" : "have")} no effect: {reason}");
        }
    }
}
