using System.CommandLine;
using System.CommandLine.Parsing;
using PowerSoftmax.Passes;

namespace PowerSoftmax.Cli.Commands;

/// <summary>The compiler's choices that a user may change, for every command that compiles.</summary>
internal sealed class CompilerOptionSet
{
    private static readonly CompilerOptions Defaults = new();

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

    public CompilerOptionSet() => maxLogN.Validators.Add(static result => Check(result, result.GetValueOrDefault<int>(), 13, 17));

    public void AddTo(Command command)
    {
        command.Options.Add(errorBudget);
        command.Options.Add(agreement);
        command.Options.Add(precision);
        command.Options.Add(maxLogN);
    }

    public CompilerOptions Read(ParseResult result) => Defaults with
    {
        ErrorBudget = result.GetValue(errorBudget),
        AgreementAsked = result.GetValue(agreement),
        PrecisionBits = result.GetValue(precision),
        MaxLogN = result.GetValue(maxLogN),
    };

    private static Option<double> Number(string name, double value, string description, double low, double high)
    {
        Option<double> option = new(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result => Check(result, result.GetValueOrDefault<double>(), low, high));
        return option;
    }

    private static void Check(OptionResult result, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
        {
            result.AddError(FormattableString.Invariant($"{result.Option.Name} is {value}; give a number from {low} to {high}."));
        }
    }
}
