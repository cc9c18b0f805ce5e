using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace PowerSoftmax.Cli.Commands;

/// <summary>An option that takes whole numbers separated by commas, each within bounds.</summary>
internal sealed class NumberListOption
{
    private readonly int low;
    private readonly int high;
    private readonly IReadOnlyList<int> standard;
    private readonly Option<string?> option;

    /// <param name="name">With its dashes.</param>
    /// <param name="description">What the numbers are; bounds and defaults are added to it.</param>
    /// <param name="low">Smallest number allowed.</param>
    /// <param name="high">Largest number allowed.</param>
    /// <param name="standard">The numbers where none are given.</param>
    public NumberListOption(string name, string description, int low, int high, IReadOnlyList<int> standard)
    {
        this.low = low;
        this.high = high;
        this.standard = standard;
        option = new Option<string?>(name)
        {
            Description = $"{description}: {low} to {high}, separated by commas. Default: {Text(standard)}.",
        };
        option.Validators.Add(Check);
    }

    public void AddTo(Command command) => command.Options.Add(option);

    public IReadOnlyList<int> Read(ParseResult result) => result.GetValue(option) is string text ? Parse(text)! : standard;

    private static string Text(IEnumerable<int> numbers) => string.Join(',', numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)));

    private void Check(OptionResult result)
    {
        string text = result.GetValueOrDefault<string?>() ?? string.Empty;

        if (Parse(text) is null)
        {
            result.AddError($"{option.Name} is '{text}'; give whole numbers from {low} to {high} separated by commas, as {Text(standard)}.");
        }
    }

    private List<int>? Parse(string text)
    {
        List<int> numbers = [];

        foreach (string part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < low || number > high)
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }
}
