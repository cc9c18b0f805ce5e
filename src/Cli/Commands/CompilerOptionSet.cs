using System.CommandLine;
using System.CommandLine.Parsing;
using PowerSoftmax.Passes;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Cli.Commands;

/// <summary>The compiler's choices that a user may change, for every command that compiles.</summary>
internal sealed class CompilerOptionSet
{
    private static readonly CompilerOptions Defaults = new();
    private static readonly KeyFormat[] Formats = Enum.GetValues<KeyFormat>();

    private readonly Option<double> errorBudget = Number(
        "--error-budget", Defaults.ErrorBudget, "Largest error the polynomials may make in an output, relative to the outputs' range on the samples.", 0, 1);

    private readonly Option<double> agreement = Number(
        "--agreement", Defaults.AgreementAsked, "Least share of held-out samples on which polynomials and ONNX Runtime name the same class.", 0, 1);

    private readonly Option<double> precision = Number(
        "--precision-bits", Defaults.PrecisionBits, "Bits of the outputs' range that noise must leave.", 1, 40);

    private readonly Option<int> maxLogN = new("--max-log-n")
    {
        Description = "Largest ring degree that may be chosen, as its base-2 logarithm: 13 to 17.",
        DefaultValueFactory = static _ => Defaults.MaxLogN,
    };

    private readonly Option<string> keyFormat = new("--key-format")
    {
        Description = "Whose evaluation keys the circuit takes: 'hybrid', this library's, or 'seal', those of Microsoft SEAL (N up to 2^15).",
        DefaultValueFactory = static _ => Word(Defaults.KeyFormat),
    };

    private readonly WishOptions wishes = new();

    public CompilerOptionSet()
    {
        maxLogN.Validators.Add(static result => Check(result, result.GetValueOrDefault<int>(), 13, 17));
        keyFormat.Validators.Add(static result => CheckFormat(result, result.GetValueOrDefault<string>()));
    }

    public void AddTo(Command command)
    {
        command.Options.Add(errorBudget);
        command.Options.Add(agreement);
        command.Options.Add(precision);
        command.Options.Add(maxLogN);
        command.Options.Add(keyFormat);
        wishes.AddTo(command);
    }

    public CompilerOptions Read(ParseResult result) => wishes.Read(result, Defaults) with
    {
        ErrorBudget = result.GetValue(errorBudget),
        AgreementAsked = result.GetValue(agreement),
        PrecisionBits = result.GetValue(precision),
        MaxLogN = result.GetValue(maxLogN),
        KeyFormat = Formats.Single(format => Word(format) == result.GetValue(keyFormat)),
    };

    private static Option<double> Number(string name, double value, string description, double low, double high)
    {
        Option<double> option = new(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result => Check(result, result.GetValueOrDefault<double>(), low, high));
        return option;
    }

    private static string Word(KeyFormat format) => format.ToString().ToLowerInvariant();

    private static void CheckFormat(OptionResult result, string? value)
    {
        if (!Formats.Any(format => Word(format) == value))
        {
            result.AddError($"{result.Option.Name} is '{value}'; give {string.Join(" or ", Formats.Select(Word))}.");
        }
    }

    private static void Check(OptionResult result, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
        {
            result.AddError(FormattableString.Invariant($"{result.Option.Name} is {value}; give a number from {low} to {high}."));
        }
    }
}
