using System.Text.Json;
using System.Text.Json.Serialization;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Benchmarks.Suite.Results;

/// <summary>Bits of security as a number, or the word INSECURE, which nobody overlooks.</summary>
public sealed class SecurityClaimConverter : JsonConverter<SecurityLevel?>
{
    public const string Insecure = "INSECURE";

    public override bool HandleNull => true;

    public override SecurityLevel? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when SecurityTable.Claim(reader.GetInt32()) is SecurityLevel claim => claim,
        JsonTokenType.String when reader.GetString() == Insecure => SecurityLevel.InsecureTest,
        _ => throw new JsonException($"security is 128, 192, \"{Insecure}\" or null."),
    };

    public override void Write(Utf8JsonWriter writer, SecurityLevel? value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case SecurityLevel.Bits128 or SecurityLevel.Bits192: writer.WriteNumberValue(SecurityTable.Bits(value.Value)); break;
            case SecurityLevel.InsecureTest: writer.WriteStringValue(Insecure); break;
            default: writer.WriteNullValue(); break;
        }
    }
}
