using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Cli.Commands;

/// <summary>Options whose text must be a number, a size or one of some words; a wrong one is named with what is allowed, in any culture the same.</summary>
internal static class CheckedOption
{
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help; <paramref name="low"/> and <paramref name="high"/> are added.</param>
    /// <param name="low">Least allowed.</param>
    /// <param name="high">Most allowed.</param>
    /// <param name="standard">Where the option is not given.</param>
    public static Option<int> Whole(string name, string description, int low, int high, int standard)
    {
        Option<int> option = WithBounds<int>(name, description, low, high);
        option.DefaultValueFactory = _ => standard;
        return option;
    }

    /// <summary>As <see cref="Whole"/>, null where it is not given.</summary>
    public static Option<int?> OptionalWhole(string name, string description, int low, int high) => WithBounds<int?>(name, description, low, high);

    /// <summary>As <see cref="Whole"/>, with a decimal point.</summary>
    public static Option<double> Number(string name, string description, double low, double high, double standard) => new(name)
    {
        Description = FormattableString.Invariant($"{description} {low} to {high}."),
        DefaultValueFactory = _ => standard,
        CustomParser = result => double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= low && number <= high
            ? number
            : Refuse<double>(result, name, FormattableString.Invariant($"a number from {low} to {high}")),
    };

    /// <summary>One of the names of an enumeration, in lower case.</summary>
    public static Option<T> Word<T>(string name, string description, T standard)
        where T : struct, Enum => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => standard,
            CustomParser = result => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => Word(value!.Value) == Text(result).ToLowerInvariant())
                ?? Refuse<T>(result, name, string.Join(" or ", Enum.GetValues<T>().Select(Word))),
        };

    /// <summary>One of some numbers.</summary>
    public static Option<int> Choice(string name, string description, int[] allowed, int standard) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = result => int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && allowed.Contains(number)
            ? number
            : Refuse<int>(result, name, string.Join(" or ", allowed.Select(static value => Output.Numbers.Whole(value)))),
    };

    /// <summary>A number of bytes, null where it is not given.</summary>
    public static Option<long?> Size(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => ByteSize.Parse(Text(result)) ?? Refuse<long?>(result, name, "a size of at least one byte, as 500MB or 1.5GiB"),
    };

    private static Option<T> WithBounds<T>(string name, string description, int low, int high) => new(name)
    {
        Description = high == int.MaxValue ? $"{description} {low} or more." : $"{description} {low} to {high}.",
        CustomParser = result => int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= low && number <= high
            ? (T)(object)number
            : Refuse<T>(result, name, high == int.MaxValue ? $"a whole number of at least {low}" : $"a whole number from {low} to {high}"),
    };

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Text(ArgumentResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;

    private static T? Refuse<T>(ArgumentResult result, string name, string allowed)
    {
        result.AddError($"{name} is '{Text(result)}'; give {allowed}.");
        return default;
    }
}
