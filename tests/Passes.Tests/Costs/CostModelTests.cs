using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Tests.Costs;

public class CostModelTests
{
    [Fact]
    public void TheDefaultTableReproducesTheMeasuredRotation()
    {
        // Measured at N = 2^16 with 24 primes: 59 to 77 ms with six special primes, 25 to 35 ms once decomposed.
        CostModel model = new(CostTable.Default(), 16, 6);

        Assert.InRange(model.KeySwitch(new Level(23)), 50, 80);
        Assert.InRange(model.RotateLazy(new Level(23)) + model.ModDown(new Level(23)), 20, 35);
    }

    [Fact]
    public void LowerLevelsCostLess()
    {
        CostModel model = new(CostTable.Default(), 15, 3);

        for (int level = 1; level < 20; level++)
        {
            Assert.True(model.KeySwitch(new Level(level - 1)) < model.KeySwitch(new Level(level)));
            Assert.True(model.Rescale(new Level(level - 1)) < model.Rescale(new Level(level)));
        }
    }

    [Fact]
    public void ADecompositionTransformsEveryDigitIntoThePrimesItLacks()
    {
        KeySwitchShape shape = new(5, 2);

        Assert.Equal(3, shape.Digits);
        Assert.Equal(5 + ((3 * 7) - 5), shape.DecomposeTransforms);
        Assert.Equal((2 * 5) + (2 * 5) + (1 * 6), shape.DecomposeConversions);
        Assert.Equal(4 + 10, shape.ModDownTransforms);
    }

    [Fact]
    public void ATableSurvivesItsTextForm()
    {
        CostTable table = CostTable.Default();

        Assert.Equal(table.Rows, CostTable.Parse(table.ToJson()).Rows);
    }

    [Theory]
    [InlineData("{", "is not valid JSON")]
    [InlineData("{}", "needs a source and at least one row")]
    [InlineData("""{"source": "here", "rows": []}""", "needs a source and at least one row")]
    [InlineData("""{"source": "here", "parallelGain": 2, "rows": [{"logN": 14, "ntt": 1, "multiplyAdd": 1, "keyProduct": 1, "convert": 1, "encode": 1, "runProduct": 1}]}""", "parallel gain is 2; it lies between 0 and 1")]
    [InlineData("""{"source": "here", "parallelGain": 0.5, "rows": [{"logN": 14, "ntt": -1, "multiplyAdd": 1, "keyProduct": 1, "convert": 1, "encode": 1, "runProduct": 1}]}""", "row for logN 14 needs")]
    public void ADamagedTableIsRefused(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => CostTable.Parse(json)).Message);

    [Fact]
    public void RingDegreesWithoutARowAreExtrapolated()
    {
        CostTable table = new("test", 0.5, [new CostRow(14, 10, 1, 1, 1, 100, 0.5)]);

        Assert.Equal(20.0 * 15 / 14, table.For(15).Ntt, 12);
    }
}
