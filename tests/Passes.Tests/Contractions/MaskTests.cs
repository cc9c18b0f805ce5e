using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Contractions;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Contractions;

/// <summary>What is a mask becomes a factor in each of its spellings; what is not proved to be one stays a summand.</summary>
public sealed class MaskTests
{
    private const string Weights = """
        weight "one" : Float64 scalar = 1
        weight "zero" : Float64 scalar = 0
        weight "large" : Float64 scalar = -10000
        weight "plenty" : Float64 scalar = 10000
        weight "some" : Float64 scalar = -3
        weight "places" : Int64 1x3 = 0, 1, 2
        weight "causal" : Float64 3x3 = 0, -10000, -10000, 0, 0, -10000, 0, 0, 0
        weight "bias" : Float64 3x3 = 0, -10000, 3, 0, 0, -10000, 0, 0, 0
        graph "model" {
        %0 = tensor.input() {name = "s", type = "Float64 2x3x3"}
        %1 = tensor.input() {name = "length", type = "Int64 1x1"}
        %2 = tensor.constant() {weight = "places"}
        %3 = tensor.less(%2, %1)
        %4 = tensor.cast(%3) {to = "Float64"}
        %5 = tensor.constant() {weight = "one"}
        %6 = tensor.constant() {weight = "zero"}
        %7 = tensor.constant() {weight = "large"}
        %8 = tensor.constant() {weight = "plenty"}
        %9 = tensor.constant() {weight = "some"}

        """;

    public static TheoryData<string, string> Masks => new()
    {
        { "(1 - m) c", "%10 = tensor.subtract(%5, %4)\n%11 = tensor.multiply(%10, %7)\n%12 = tensor.add(%0, %11)" },
        { "c (1 - m), before the scores", "%10 = tensor.subtract(%5, %4)\n%11 = tensor.multiply(%7, %10)\n%12 = tensor.add(%11, %0)" },
        { "(m - 1) |c|", "%10 = tensor.subtract(%4, %5)\n%11 = tensor.multiply(%10, %8)\n%12 = tensor.add(%0, %11)" },
        { "not m, times c", "%10 = tensor.not(%3)\n%13 = tensor.cast(%10) {to = \"Float64\"}\n%11 = tensor.multiply(%13, %7)\n%12 = tensor.add(%0, %11)" },
        { "Where of numbers", "%11 = tensor.where(%3, %6, %7)\n%12 = tensor.add(%0, %11)" },
        { "Where of numbers, the other way", "%10 = tensor.not(%3)\n%11 = tensor.where(%10, %7, %6)\n%12 = tensor.add(%0, %11)" },
        { "Where of the scores", "%12 = tensor.where(%3, %0, %7)" },
        { "Where of the scores, the other way", "%10 = tensor.not(%3)\n%12 = tensor.where(%10, %7, %0)" },
        { "a constant", "%10 = tensor.constant() {weight = \"causal\"}\n%12 = tensor.add(%0, %10)" },
        { "a constant and a length", "%10 = tensor.constant() {weight = \"causal\"}\n%13 = tensor.where(%3, %6, %7)\n%11 = tensor.add(%13, %10)\n%12 = tensor.add(%0, %11)" },
        { "expanded", "%10 = tensor.where(%3, %6, %7)\n%11 = tensor.expand(%10) {shape = [3, 3]}\n%12 = tensor.add(%0, %11)" },
    };

    public static TheoryData<string, string> Others => new()
    {
        { "a small number", "%10 = tensor.subtract(%5, %4)\n%11 = tensor.multiply(%10, %9)\n%12 = tensor.add(%0, %11)" },
        { "a bias of other numbers", "%10 = tensor.constant() {weight = \"bias\"}\n%12 = tensor.add(%0, %10)" },
        { "what makes the scores large", "%10 = tensor.subtract(%5, %4)\n%11 = tensor.multiply(%10, %8)\n%12 = tensor.add(%0, %11)" },
        { "no ones and zeros", "%10 = tensor.subtract(%5, %0)\n%11 = tensor.multiply(%10, %7)\n%12 = tensor.add(%0, %11)" },
    };

    [Theory]
    [MemberData(nameof(Masks))]
    public void AMaskBeforeAFunctionBecomesAFactorAfterIt(string spelling, string lines)
    {
        Assert.NotEmpty(spelling);
        PassTest test = PassTest.For(new RecognizeMasks()).Given(Numbered(lines, "tensor.relu")).ExpectSameMeaning();
        Relu relu = Assert.Single(test.Result.Graphs[0].Ops<Relu>()).Op;
        Assert.IsType<Input>(test.Result.Graphs[0][relu.Input].Op);
    }

    [Theory]
    [MemberData(nameof(Masks))]
    public void AMaskBeforeASoftmaxBecomesAFactorOfItsExponentials(string spelling, string lines)
    {
        Assert.NotEmpty(spelling);

        // A function after it keeps the softmax from being the client's.
        PassTest test = PassTest.For(new ExpandSoftmax()).Given(Numbered(lines, "tensor.softmax", " {axis = 2}"));
        Exp exponential = Assert.Single(test.Result.Graphs[0].Ops<Exp>()).Op;
        Assert.IsType<Input>(test.Result.Graphs[0][exponential.Input].Op);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void WhatIsNoMaskStays(string spelling, string lines)
    {
        Assert.NotEmpty(spelling);
        PassTest test = PassTest.For(new RecognizeMasks()).Given(Numbered(lines, "tensor.relu")).ExpectSameMeaning();
        Relu relu = Assert.Single(test.Result.Graphs[0].Ops<Relu>()).Op;
        Assert.IsType<Add>(test.Result.Graphs[0][relu.Input].Op);
    }

    [Fact]
    public void AChoiceBetweenAValueAndZeroIsAProduct() =>
        PassTest.For(new RecognizeMasks()).Given(Numbered("%12 = tensor.where(%3, %0, %6)", "tensor.exp")).ExpectSameMeaning().ExpectOp<Where>(0).ExpectOp<Multiply>();

    /// <summary>Lines in order with the numbers that values have there.</summary>
    private static string Numbered(string lines, string function, string attributes = "")
    {
        string[] rows = [.. lines.Split('\n'), $"%98 = {function}(%12){attributes}", "%99 = tensor.tanh(%98)"];
        Dictionary<string, string> names = [];
        for (int row = 0; row < rows.Length; row++)
        {
            foreach ((string old, string number) in names)
            {
                rows[row] = System.Text.RegularExpressions.Regex.Replace(rows[row], old + @"\b(?! =)", number);
            }

            string name = rows[row][..rows[row].IndexOf(' ')];
            names[name] = "@" + (10 + row);
            rows[row] = "@" + (10 + row) + rows[row][name.Length..];
        }

        return (Weights + string.Join('\n', rows) + $"\nreturn \"y\" @{9 + rows.Length}\n}}\n").Replace('@', '%');
    }
}
