using CsCheck;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Tests.Parameters;

public class LiteralTests
{
    [Fact]
    public void TextReadsBackToTheSameLiteral() =>
        Gen.Select(
            Gen.Int[0, 30],
            Gen.Int[0, 60],
            Gen.ULong.Array[0, 10],
            Gen.ULong.Array[0, 4],
            Gen.Enum<SecurityLevel>(),
            static (logN, scale, q, p, security) => new CkksParametersLiteral
            {
                LogN = logN,
                LogDefaultScale = scale,
                Q = q,
                P = p,
                Security = security,
            }).Sample(static literal =>
            {
                Assert.Equal(literal, CkksParametersLiteral.Parse(literal.ToText()));
                Assert.DoesNotContain('\n', literal.ToText());
            });

    [Theory]
    [InlineData("", "logN", "every field must be written")]
    [InlineData("logN=15 logN=15", "text", "is written once as name=value")]
    [InlineData("logN=15 colour=red", "text", "is written once as name=value")]
    [InlineData("logN=-1 logScale=45 secret=dense-ternary security=bits-128 q= p=", "logN", "a whole number is expected")]
    [InlineData("logN=15 logScale=45 secret=sparse security=bits-128 q= p=", "secret", "allowed: ")]
    [InlineData("logN=15 logScale=45 secret=dense-ternary security=bits-128 q=1,,2 p=", "q", "a list of whole numbers separated by commas is expected")]
    [InlineData("logN=15 logScale=45 secret=dense-ternary security=bits-128 q= p=99999999999999999999", "p", "a list of whole numbers separated by commas is expected")]
    public void MalformedTextNamesTheFieldAndTheReason(string text, string field, string reason)
    {
        ParameterException error = Assert.Throws<ParameterException>(() => CkksParametersLiteral.Parse(text));

        Assert.Equal(field, error.Field);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OverlongTextIsRefusedBeforeItIsRead() => Assert.Contains(
        "is 1048576 characters long",
        Assert.Throws<ParameterException>(static () => CkksParametersLiteral.Parse(new string('q', 1 << 20))).Message);

    [Fact]
    public void ManyPrimesAreRefused() => Assert.Contains(
        "a list of 300 primes",
        Assert.Throws<ParameterException>(static () => CkksParametersLiteral.Parse(
            "logN=15 logScale=45 secret=dense-ternary security=bits-128 p= q=" + string.Join(",", Enumerable.Repeat("3", 300)))).Message);
}
