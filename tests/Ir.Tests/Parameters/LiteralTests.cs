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
    [InlineData("", "logN")]
    [InlineData("logN=15 logN=15", "text")]
    [InlineData("logN=15 colour=red", "text")]
    [InlineData("logN=-1 logScale=45 secret=dense-ternary security=bits-128 q= p=", "logN")]
    [InlineData("logN=15 logScale=45 secret=sparse security=bits-128 q= p=", "secret")]
    [InlineData("logN=15 logScale=45 secret=dense-ternary security=bits-128 q=1,,2 p=", "q")]
    [InlineData("logN=15 logScale=45 secret=dense-ternary security=bits-128 q= p=99999999999999999999", "p")]
    public void MalformedTextNamesTheField(string text, string field) =>
        Assert.Equal(field, Assert.Throws<ParameterException>(() => CkksParametersLiteral.Parse(text)).Field);

    [Fact]
    public void OverlongTextIsRefusedBeforeItIsRead() =>
        Assert.Throws<ParameterException>(static () => CkksParametersLiteral.Parse(new string('q', 1 << 20)));

    [Fact]
    public void ManyPrimesAreRefused() =>
        Assert.Throws<ParameterException>(static () => CkksParametersLiteral.Parse(
            "logN=15 logScale=45 secret=dense-ternary security=bits-128 p= q=" + string.Join(",", Enumerable.Repeat("3", 300))));
}
