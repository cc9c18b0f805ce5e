using System.Numerics;
using CsCheck;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Select;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Select;

public class SelectParametersTests
{
    private readonly SelectParameters select = new(CostTable.Default());

    [Theory]
    [InlineData(13, 2)]
    [InlineData(14, 8)]
    [InlineData(15, 12)]
    public void TheChainHoldsTheCircuitWithinTheBudget(int logN, int depth)
    {
        ParameterChoice choice = Choose(depth, logN)!;

        Assert.Equal(depth, choice.Parameters.MaxLevel.Value);
        Assert.True(choice.Parameters.Certificate.Log2QP <= SecurityTable.Budget(logN));
        Assert.False(choice.Parameters.Certificate.IsInsecure);
    }

    [Fact]
    public void NoChoiceIsEverAboveTheBudget() =>
        Gen.Select(Gen.Int[13, 15], Gen.Int[1, 22], Gen.Int[34, 47]).Sample(
            (logN, depth, logScale) =>
            {
                ParameterChoice? choice = Choose(depth, logN, logScale);
                return choice is null
                    ? depth >= SelectParameters.LevelsHeld(logN, logScale)
                    : SecurityTable.Log2(choice.Parameters.Q.Concat(choice.Parameters.P)) <= SecurityTable.Budget(logN);
            },
            iter: 40,
            threads: 1);

    [Fact]
    public void ADeeperCircuitThanTheRingHoldsHasNoParameters()
    {
        int held = SelectParameters.LevelsHeld(14, 40);

        Assert.NotNull(Choose(held, 14));
        Assert.Null(Choose(held + 1, 14));
    }

    [Fact]
    public void RingsWithoutABudgetHoldNothing()
    {
        Assert.Equal(-1, SelectParameters.LevelsHeld(11, 40));
    }

    [Fact]
    public void ChoicesAboveTheBudgetAreConsideredButNeverTaken()
    {
        ParameterChoice choice = Choose(8, 14)!;

        Assert.Contains(choice.Considered, static considered => !considered.Fits);
        Assert.True(choice.Considered.Single(considered => considered.SpecialPrimes == choice.Parameters.P.Count).Fits);
    }

    [Fact]
    public void KeysAreCutToTheLevelOfTheirUse()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        ValueId high = circuit.Mask(circuit.Rotate(x, 3));
        circuit.Output(circuit.Rotate(circuit.Rotate(high, 3), 5));
        Graph graph = LowerToCkks.Run(circuit.Build(), circuit.Weights, InsecureChain.OfLevels(1), new Level(0));

        EvaluationKeyNeeds needs = EvaluationKeyNeeds.Of(graph);

        Assert.Null(needs.Relinearization);
        Assert.Equal([3, 5], needs.Rotations.Keys);
        Assert.Equal([new Level(1), new Level(0)], needs.Rotations.Values);

        // Level 1: two digits of one prime, level 0: one digit; two halves, one special prime, N = 1024.
        CkksParametersLiteral literal = InsecureChain.OfLevels(1).Literal;
        KeySet keys = KeySet.Of(needs, literal);
        Assert.Equal(2 * 8 * 1024 * ((2 * 3) + (1 * 2)), keys.Bytes);

        // On disk: one half and 120 bytes a key (a digest of 32 among them); residues of q0, q1 and p in whole bytes.
        int[] widths = [.. literal.Q.Append(literal.P[0]).Select(static prime => (BitOperations.Log2(prime) + 8) / 8)];
        Assert.Equal((1024 * ((2 * (widths[0] + widths[1] + widths[2])) + widths[0] + widths[2])) + (2 * 120), keys.SeededBytes);
    }

    private ParameterChoice? Choose(int depth, int logN, int logScale = 40)
    {
        PackedCircuit circuit = new(logN - 1);
        ValueId value = circuit.Sum(circuit.Input("x"));
        for (int product = 0; product < depth; product++)
        {
            value = circuit.Multiply(value, value);
        }

        circuit.Output(value);
        return select.Run(circuit.Build(), circuit.Weights, logN, logScale, new Level(0));
    }
}
