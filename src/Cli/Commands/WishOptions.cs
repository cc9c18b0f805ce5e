using System.CommandLine;
using System.CommandLine.Parsing;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Passes;

namespace PowerSoftmax.Cli.Commands;

/// <summary>What a user wishes of parameters, keys and memory; what cannot be is an error that names the nearest possible.</summary>
internal sealed class WishOptions
{
    private static readonly CompilerOptions Defaults = new();
    private static readonly BootstrappingMode[] Modes = Enum.GetValues<BootstrappingMode>();
    private static readonly int[] Securities = [128, 192];

    private readonly Option<string> bootstrapping = new("--bootstrapping")
    {
        Description = "'auto': deep circuits are bootstrapped where that is faster within the memory allowed, or the only way; 'none': never.",
        DefaultValueFactory = static _ => Word(Defaults.Bootstrapping),
    };

    private readonly Option<int> security = new("--security")
    {
        Description = "Bits of security against classical attacks: 128 or 192.",
        DefaultValueFactory = static _ => Defaults.Security,
    };

    private readonly Option<string?> maxKeys = Size("--max-keys", "Most memory that all evaluation keys may take, as 500MB or 6GiB. Default: no bound.");

    private readonly Option<string?> maxMemory = Size(
        "--max-memory", "Most memory that ciphertexts, working space and all evaluation keys may take, as 16GB. Default: no bound.");

    public WishOptions()
    {
        bootstrapping.Validators.Add(static result => Check(result, result.GetValueOrDefault<string>(), Modes.Select(Word)));
        security.Validators.Add(static result => Check(
            result, Output.Numbers.Whole(result.GetValueOrDefault<int>()), Securities.Select(static bits => Output.Numbers.Whole(bits))));
    }

    public void AddTo(Command command)
    {
        command.Options.Add(bootstrapping);
        command.Options.Add(security);
        command.Options.Add(maxKeys);
        command.Options.Add(maxMemory);
    }

    public CompilerOptions Read(ParseResult result, CompilerOptions options) => options with
    {
        Bootstrapping = Modes.Single(mode => Word(mode) == result.GetValue(bootstrapping)),
        Security = result.GetValue(security),
        MaxKeyBytes = Bytes(result.GetValue(maxKeys)),
        MaxMemoryBytes = Bytes(result.GetValue(maxMemory)),
    };

    private static string Word(BootstrappingMode mode) => mode.ToString().ToLowerInvariant();

    private static long? Bytes(string? size) => size is null ? null : ByteSize.Parse(size);

    private static Option<string?> Size(string name, string description)
    {
        Option<string?> option = new(name) { Description = description };
        option.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is string text && ByteSize.Parse(text) is null)
            {
                result.AddError($"{result.Option.Name} is '{text}'; give a size of at least one byte, as 500MB or 1.5GiB.");
            }
        });
        return option;
    }

    // An unparsable number has been reported already and reads as 0.
    private static void Check(OptionResult result, string? value, IEnumerable<string> allowed)
    {
        if (!result.Errors.Any() && !allowed.Contains(value))
        {
            result.AddError($"{result.Option.Name} is '{value}'; give {string.Join(" or ", allowed)}.");
        }
    }
}
