using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PowerSoftmax.Ir.Bootstrapping;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>One-line text form of parameter literals: <c>logN=15 logScale=45 secret=dense-ternary security=bits-128 q=a,b,c p=d</c>.</summary>
internal static class LiteralText
{
    /// <summary>Far more primes than any ring allows: bounds the work a hostile text can ask for.</summary>
    private const int MaxPrimes = 256;

    private const int MaxLength = 16 * 1024;

    private static readonly string[] Fields = ["logN", "logScale", "secret", "security", "bootstrapping", "q", "p"];

    private static readonly (string Word, SecurityLevel Choice)[] Securities =
    [
        ("bits-128", SecurityLevel.Bits128),
        ("bits-192", SecurityLevel.Bits192),
        ("seal-bits-128", SecurityLevel.SealBits128),
        ("insecure-test", SecurityLevel.InsecureTest),
    ];

    public static string Format(CkksParametersLiteral literal) => string.Join(
        " ",
        "logN=" + literal.LogN.ToString(CultureInfo.InvariantCulture),
        "logScale=" + literal.LogDefaultScale.ToString(CultureInfo.InvariantCulture),
        "secret=dense-ternary",
        "security=" + Securities.First(choice => choice.Choice == literal.Security).Word,
        (literal.Bootstrapping is BootstrappingLiteral bootstrapping ? "bootstrapping=" + bootstrapping.ToText() + " " : string.Empty)
            + "q=" + FormatPrimes(literal.Q),
        "p=" + FormatPrimes(literal.P));

    public static CkksParametersLiteral Parse(string text)
    {
        Dictionary<string, string> fields = Split(text);

        return new CkksParametersLiteral
        {
            LogN = ParseInteger(fields, "logN"),
            LogDefaultScale = ParseInteger(fields, "logScale"),
            Secret = ParseChoice(fields, "secret", ("dense-ternary", SecretDistribution.DenseTernary)),
            Security = ParseChoice(fields, "security", Securities),
            Bootstrapping = fields.TryGetValue("bootstrapping", out string? bootstrapping) ? BootstrappingText.Parse(bootstrapping) : null,
            Q = ParsePrimes(fields, "q"),
            P = ParsePrimes(fields, "p"),
        };
    }

    private static string FormatPrimes(IReadOnlyList<ulong> primes) =>
        string.Join(",", primes.Select(static prime => prime.ToString(CultureInfo.InvariantCulture)));

    private static Dictionary<string, string> Split(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new ParameterException("text", $"{text.Length} characters long", $"at most {MaxLength} are allowed.");
        }

        Dictionary<string, string> fields = new(StringComparer.Ordinal);

        foreach (string part in text.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=');
            string name = equals < 0 ? part : part.Substring(0, equals);

            if (equals < 0 || !Fields.Contains(name) || fields.ContainsKey(name))
            {
                throw new ParameterException("text", $"'{part}'", "each of " + string.Join(", ", Fields) + " is written once as name=value (bootstrapping only where there is any).");
            }

            fields.Add(name, part.Substring(equals + 1));
        }

        return fields;
    }

    private static string Field(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out string? value)
            ? value
            : throw new ParameterException(name, "missing", "every field must be written.");

    private static int ParseInteger(Dictionary<string, string> fields, string name)
    {
        string value = Field(fields, name);

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new ParameterException(name, $"'{value}'", "a whole number is expected.");
    }

    private static T ParseChoice<T>(Dictionary<string, string> fields, string name, params (string Word, T Value)[] choices)
    {
        string value = Field(fields, name);

        foreach ((string word, T choice) in choices)
        {
            if (word == value)
            {
                return choice;
            }
        }

        throw new ParameterException(name, $"'{value}'", "allowed: " + string.Join(", ", choices.Select(static choice => choice.Word)) + ".");
    }

    private static ulong[] ParsePrimes(Dictionary<string, string> fields, string name)
    {
        string value = Field(fields, name);

        if (value.Length == 0)
        {
            return [];
        }

        string[] words = value.Split(',');

        if (words.Length > MaxPrimes)
        {
            throw new ParameterException(name, $"a list of {words.Length} primes", $"at most {MaxPrimes} are allowed.");
        }

        return [.. words.Select(word => ParsePrime(word, name))];
    }

    private static ulong ParsePrime(string word, string name) =>
        ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ulong prime)
            ? prime
            : throw new ParameterException(name, $"'{word}'", "a list of whole numbers separated by commas is expected.");
}
