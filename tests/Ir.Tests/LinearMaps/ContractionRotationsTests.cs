using CsCheck;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Tests.LinearMaps;

/// <summary>An op's rotations are those of its diagonals, whichever way they are found.</summary>
public sealed class ContractionRotationsTests
{
    [Theory]
    [InlineData("t:8 f:16 | f[2:0] r*4 f[3] t[2:0]", "t:8 g:16 | g[2:0] r*4 g[3] t[2:0]", "f", "g")]  // from hidden to hidden
    [InlineData("t:8 f:16 | f[2:0] r*1 t[2:0] f[3] t[2:0]", "t:8 g:16 | g[2:0] r*1 t[2:0] g[3] t[2:0]", "f", "g")] // t in diagonal order
    [InlineData("t:8/5 f:16 | f[2:0] r*1 t[2:0] f[3] t[2:0]", "t:8/5 g:16/9 | g[2:0] r*1 t[2:0] g[3] t[2:0]", "f", "g")]
    [InlineData("t:8 g:16 | g[2:0] r*1 u*3 g[3] t[2:0]", "t:8 f:16 | f[2:0] r*1 z*3 f[3] t[2:0]", "g", "f")]
    [InlineData("t:8 g:16 | g[2:0] r*4 g[3] t[2:0]", "t:8 g:16 f:8/7 | f[2:0] z*4 g[3] t[2:0]", "g", "f")]  // partial sums
    [InlineData("f:8/7 | r*4 f[2:0]", "g:16/11 | r*3 g[3:0]", "f", "g")]
    public void EveryLayoutGivesTheRotationsOfItsDiagonals(string input, string output, string contracted, string produced)
    {
        Check(new Contraction(LayoutText.Parse(input), LayoutText.Parse(output), contracted, produced));
    }

    [Fact]
    public void AnyArrangementOfAddressBitsGivesTheRotationsOfItsDiagonals() => Arrangements.Sample(Check);

    /// <summary>t and f in any order over seven address bits, copies in the rest; g takes the bits of f or those of the copies.</summary>
    private static Gen<Contraction> Arrangements =>
        from order in Gen.Shuffle(new[] { 0, 1, 2, 3, 4, 5, 6 })
        from onCopies in Gen.Bool
        from tokens in Gen.Int[3, 4]
        from columns in Gen.Int[1, 4]
        select new Contraction(
            Layout(order, tokens, 4, "f", ["r", "r", "r"]),
            onCopies ? OnCopies(order, tokens, columns) : Layout(order, tokens, columns, "g", ["r", "z", "u"]),
            "f",
            "g");

    private static Layout Layout(int[] order, int tokens, int extent, string feature, string[] rest) =>
        LayoutText.Parse($"t:4/{tokens} {feature}:4/{extent} | " + Bits(order, ["t[1]", "t[0]", feature + "[1]", feature + "[0]", .. rest.Select(static role => role + "*1")]));

    private static Layout OnCopies(int[] order, int tokens, int columns) =>
        LayoutText.Parse($"t:4/{tokens} f:4 g:4/{columns} | " + Bits(order, ["t[1]", "t[0]", "f[1]", "z*1", "g[1]", "g[0]", "r*1"]));

    private static string Bits(int[] order, string[] bits) => string.Join(" ", order.Select(index => bits[index]));

    private static void Check(Contraction contraction)
    {
        CkksMatrixProduct product = new(new ValueId(0), "w", contraction, contraction.Output.SlotCount, new Scale(1));

        Assert.Equal(GeneralizedDiagonals.Of(contraction).Rotations.Where(static rotation => rotation != 0), product.Rotations.Order());
    }
}
