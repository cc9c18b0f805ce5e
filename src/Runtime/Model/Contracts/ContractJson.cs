using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace PowerSoftmax.Contracts;

/// <summary>The JSON form of contracts: camel-case names, doubles in their shortest exact form, lists of numbers on one line.</summary>
internal static partial class ContractJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(ClientContract contract)
    {
        Document document = new(
            ClientContract.FormatName, ClientContract.FormatVersion, contract.Model, contract.Circuit, contract.Encryption, contract.Keys, contract.Inputs, contract.Outputs, contract.Results);
        string text = JsonSerializer.Serialize(document, Options);
        return NumberList().Replace(text, static list => Blanks().Replace(list.Value, string.Empty).Replace(",", ", ", StringComparison.Ordinal)) + "\n";
    }

    public static string Bits(double value) => BitConverter.DoubleToUInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[[\s\d,-]*\]")]
    private static partial Regex NumberList();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    private sealed record Document(
        string Format,
        int Version,
        string Model,
        string Circuit,
        ContractEncryption Encryption,
        ContractKeys Keys,
        IReadOnlyList<ContractInput> Inputs,
        IReadOnlyList<ContractOutput> Outputs,
        IReadOnlyList<ContractResult> Results);
}
