using System.CommandLine;
using PowerSoftmax.Client;

namespace PowerSoftmax.Cli.Commands;

/// <summary>How a decrypted answer is shared with others; nothing where it is not.</summary>
internal sealed class SharedOptions
{
    private readonly Option<int?> shared = new("--shared")
    {
        Description = "For results that others will see: flooded with noise and rounded to multiples of 2^-BITS. Refused where that would show the key.",
        HelpName = "bits",
    };

    private readonly Option<long?> results = new("--shared-results")
    {
        Description = "How many answers under this key others will ever see, this one included. Goes with --shared, which needs it.",
    };

    private readonly Option<int> security = new("--shared-security")
    {
        Description = "Statistical security of all of them together, in bits. Goes with --shared.",
        DefaultValueFactory = static _ => SharedPrecision.UsualSecurityBits,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(shared);
        command.Options.Add(results);
        command.Options.Add(security);
        Within(shared, -SharedPrecision.MostBits, SharedPrecision.MostBits);
        Within(results, 1, long.MaxValue);
        Within(security, SharedPrecision.LeastSecurityBits, SharedPrecision.MostSecurityBits);
        command.Validators.Add(result =>
        {
            bool isShared = result.GetValue(shared) is not null;
            if (isShared && result.GetValue(results) is null)
            {
                result.AddError("--shared needs --shared-results: how many answers under this key others will ever see, this one included.");
            }
            else if (!isShared && (result.GetResult(results) is not null || result.GetResult(security) is { Implicit: false }))
            {
                result.AddError("--shared-results and --shared-security go with --shared, which says how precisely.");
            }
        });
    }

    /// <summary>What was asked; null where the results stay with the key's owner.</summary>
    public SharedPrecision? Read(ParseResult result) => result.GetValue(shared) is int bits
        ? new SharedPrecision(bits, result.GetValue(results)!.Value, result.GetValue(security))
        : null;

    private static void Within<T>(Option<T> option, long least, long most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }] && (!long.TryParse(text, out long value) || value < least || value > most))
        {
            result.AddError($"{option.Name} is '{text}'; give a whole number {(most == long.MaxValue ? $"of at least {least}" : $"from {least} to {most}")}.");
        }
    });
}
