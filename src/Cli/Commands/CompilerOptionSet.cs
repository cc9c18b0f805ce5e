using System.CommandLine;
using PowerSoftmax.Passes;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Cli.Commands;

/// <summary>The compiler's choices that a user may change, for every command that compiles.</summary>
internal sealed class CompilerOptionSet
{
    private static readonly CompilerOptions Defaults = new();

    private readonly Option<double> errorBudget = CheckedOption.Number(
        "--error-budget", "Largest error the polynomials may make in an output, relative to the outputs' range on the samples:", 0, 1, Defaults.ErrorBudget);

    private readonly Option<double> agreement = CheckedOption.Number(
        "--agreement", "Least share of held-out samples on which polynomials and ONNX Runtime name the same class:", 0, 1, Defaults.AgreementAsked);

    private readonly Option<double> precision = CheckedOption.Number(
        "--precision-bits", "Bits of the outputs' range that noise must leave:", 1, 40, Defaults.PrecisionBits);

    private readonly Option<int> maxLogN = CheckedOption.Whole(
        "--max-log-n", "Largest ring degree that may be chosen, as its base-2 logarithm:", 13, 17, Defaults.MaxLogN);

    private readonly Option<KeyFormat> keyFormat = CheckedOption.Word(
        "--key-format",
        "Whose evaluation keys the circuit takes: 'hybrid', this library's, or 'seal', those of Microsoft SEAL (N up to 2^15).",
        Defaults.KeyFormat);

    private readonly Option<BootstrappingMode> bootstrapping = CheckedOption.Word(
        "--bootstrapping",
        "'auto': deep circuits are bootstrapped where that is faster within the memory allowed, or the only way; 'none': never.",
        Defaults.Bootstrapping);

    private readonly Option<Aim> aim = CheckedOption.Word(
        "--aim",
        "What is made as small as it can: 'latency', the predicted time; 'throughput', that of each input, for as many at once as pay (or --batch); 'memory', of an evaluation with its keys.",
        Defaults.Aim);

    private readonly Option<int> batch = CheckedOption.Whole(
        "--batch", "Inputs that one evaluation takes at once:", 1, CompilerOptions.MostInputs, Defaults.Batch);

    private readonly Option<int> security = CheckedOption.Choice("--security", "Bits of security against classical attacks: 128 or 192.", [128, 192], Defaults.Security);

    private readonly Option<long?> maxKeys = CheckedOption.Size("--max-keys", "Most memory that all evaluation keys may take, as 500MB or 6GiB. Default: no bound.");

    private readonly Option<long?> maxMemory = CheckedOption.Size(
        "--max-memory", "Most memory that ciphertexts, working space and all evaluation keys may take, as 16GB. Default: no bound.");

    public IEnumerable<Option> Options => [errorBudget, agreement, precision, maxLogN, keyFormat, bootstrapping, aim, batch, security, maxKeys, maxMemory];

    /// <exception cref="UserException">A ring was allowed that the key format does not have.</exception>
    public CompilerOptions Read(ParseResult result)
    {
        KeyFormat format = result.GetValue(keyFormat);
        if (result.GetValue(maxLogN) > format.MaxLogN())
        {
            IdleOptions.Refuse(result, [maxLogN], $"SEAL's keys go up to N = 2^{format.MaxLogN()}. Leave it out, or give at most {format.MaxLogN()}.");
        }

        return Defaults with
        {
            ErrorBudget = result.GetValue(errorBudget),
            AgreementAsked = result.GetValue(agreement),
            PrecisionBits = result.GetValue(precision),
            MaxLogN = result.GetValue(maxLogN),
            KeyFormat = format,
            Bootstrapping = result.GetValue(bootstrapping),
            Aim = result.GetValue(aim),
            Batch = result.GetValue(batch),
            Security = result.GetValue(security),
            MaxKeyBytes = result.GetValue(maxKeys),
            MaxMemoryBytes = result.GetValue(maxMemory),
        };
    }
}
