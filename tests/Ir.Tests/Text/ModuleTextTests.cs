using CsCheck;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.Tests.Text;

/// <summary>Text and graphs say the same, and text that says nothing is refused with its place.</summary>
public sealed class ModuleTextTests
{
    private const string Small = """
        psir 3
        module "m"
        weight "w" : Float32 2x2
        graph "g" {
          %0 = tensor.input() {name = "x", type = "Float32 1x2"} : tensor<Float32 1x2> "x"
          %1 = tensor.constant() {weight = "w"} : tensor<Float32 2x2> "w"
          %2 = tensor.matmul(%0, %1) : tensor<Float32 1x2> "y"
          return "y" %2
        }

        """;

    [Fact]
    public void WhatIsPrintedIsReadBack() => RandomGraphs.Modules.Sample(static module => ModuleReader.Read(ModuleWriter.Write(module)).Equals(module));

    [Fact]
    public void PrintingAgainGivesTheSameBytes() => RandomGraphs.Modules.Sample(static module =>
    {
        string text = ModuleWriter.Write(module);

        return ModuleWriter.Write(ModuleReader.Read(text)) == text && !text.Contains('\r') && text.All(static c => !char.IsSurrogate(c));
    });

    [Fact]
    public void WhatIsReadBackIsWellFormed() => RandomGraphs.Modules.Sample(static module =>
    {
        DiagnosticBag diagnostics = new();
        GraphVerifier.Verify(ModuleReader.Read(ModuleWriter.Write(module)), diagnostics);

        return diagnostics.Items.Count == 0;
    });

    [Fact]
    public void HandWrittenTextIsReadAndPrintedUnchanged() => Assert.Equal(Small, ModuleWriter.Write(ModuleReader.Read(Small)));

    [Fact]
    public void CommentsAndSpacesDoNotMatter() => Assert.Equal(
        ModuleReader.Read(Small),
        ModuleReader.Read(Small.Replace("\n", "   # why\n", StringComparison.Ordinal).Replace(" = ", "  =\t", StringComparison.Ordinal)));

    [Theory]
    [InlineData("psir 3", "psir 2", "line 1", "this one reads 'psir 3'; compile the model again")]
    [InlineData("psir 3", "psi 2", "line 1, column 1", "must begin with 'psir 3'")]
    [InlineData("module \"m\"", "module m", "line 2, column 8", "expected '\"'")]
    [InlineData("Float32 2x2\n", "Float31 2x2\n", "line 3", "'Float31' is not an element type")]
    [InlineData("Float32 2x2\n", "Float32 2y2\n", "line 3", "'2y2' is not a shape")]
    [InlineData("%1 = tensor.constant", "%7 = tensor.constant", "line 6", "expected %1")]
    [InlineData("tensor.matmul", "tensor.matmull", "line 7", "unknown op 'tensor.matmull'")]
    [InlineData("(%0, %1)", "(%0, %2)", "line 7", "%2 is not defined here")]
    [InlineData("(%0, %1)", "(%0)", "line 7", "needs operand 1")]
    [InlineData("{weight = \"w\"}", "", "line 6", "needs the attribute 'weight'")]
    [InlineData("{weight = \"w\"}", "{weight = 3}", "line 6", "wrong kind")]
    [InlineData("return \"y\" %2", "return \"y\" %3", "line 8", "%3 is not defined here")]
    [InlineData("}\n", "", "line", "expected")]
    public void BrokenTextIsRefusedWithItsPlace(string good, string bad, string place, string reason)
    {
        int last = Small.LastIndexOf(good, StringComparison.Ordinal);
        string text = good == "}\n" ? Small[..last] : Small.Replace(good, bad, StringComparison.Ordinal);
        IrException error = Assert.Throws<IrException>(() => ModuleReader.Read(text));

        Assert.Contains(place, error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void DamagedTextIsReadOrRefusedButNeverCrashes()
    {
        Random random = new(7);
        for (int round = 0; round < 20_000; round++)
        {
            char[] text = Small.ToCharArray();
            for (int hits = random.Next(1, 4); hits > 0; hits--)
            {
                text[random.Next(text.Length)] = Small[random.Next(Small.Length)];
            }

            string damaged = new(text, 0, random.Next(2) == 0 ? text.Length : random.Next(text.Length));
            Exception? thrown = Record.Exception(() => ModuleReader.Read(damaged));

            Assert.True(thrown is null or IrException, $"{thrown}\n{damaged}");
        }
    }
}
