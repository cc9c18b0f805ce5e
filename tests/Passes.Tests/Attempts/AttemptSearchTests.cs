using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Attempts;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Plan;
using PowerSoftmax.Passes.Select;
using PowerSoftmax.Passes.Tests.Kernels;
using PowerSoftmax.Passes.Tests.Select;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Attempts;

/// <summary>Attempts are data: what was tried, what came of it, and why the one is taken.</summary>
public class AttemptSearchTests
{
    [Fact]
    public void EveryRingIsTriedFromTheSmallestOnAndTheFirstThatHoldsIsTaken()
    {
        AttemptList attempts = Search(ResidualModel.Of(5), new CompilerOptions());

        Assert.Equal([13, 14, 15], attempts.Made.Select(static attempt => attempt.Candidate.LogN).Distinct());
        Assert.Equal(["rows"], attempts.Made.Select(static attempt => attempt.Candidate.Layouts).Distinct());
        Assert.Equal(15, attempts.Chosen!.Candidate.LogN);
        Assert.All(attempts.Made.Where(static attempt => attempt.Candidate.LogN < 15), static attempt =>
        {
            Outcome.TooDeep deep = Assert.IsType<Outcome.TooDeep>(attempt.Outcome);
            Assert.Equal(15, deep.Needs.Depth);
            Assert.True(deep.Missing > 0);
        });
    }

    [Fact]
    public void BothWaysAreTriedWhereBothMayDoAndTheReasonIsGiven()
    {
        CompilationPlan plan = ResidualModel.Compile(14, new CompilerOptions()).Plan!;

        PlanAttempt taken = Assert.Single(plan.Attempts, static attempt => attempt.IsTaken);
        PlanAttempt other = plan.Attempts.Last(attempt => attempt.LogN == taken.LogN && attempt.IsBootstrapped != taken.IsBootstrapped);
        Assert.Equal(plan.Parameters.LogN, taken.LogN);
        Assert.Equal(plan.BootstrapCount > 0, taken.IsBootstrapped);
        Assert.Equal(string.Empty, taken.Outcome);
        Assert.Matches(@"^slower: \d+ ms, \d+ ms for what is taken$|MB more than are allowed$", other.Outcome);
    }

    [Fact]
    public void ARingThatIsTooNarrowSaysWhatNeedsTheSlots()
    {
        Module wide = GraphText.Read(
            """
            graph "circuit" {
              %0 = tensor.input() {name = "x", type = "Float64 8192"} : tensor<Float64 8192> "x"
              %1 = tensor.multiply(%0, %0) : tensor<Float64 8192> "/square"
              return "y" %1
            }
            """);
        CompilationPlan plan = new CircuitCompiler(new CompilerOptions(), CostTable.Default())
            .Run(wide, [RandomTensors.Inputs(wide.Find(ModuleKeys.Circuit)!)], new Ir.Diagnostics.DiagnosticBag()).Plan!;

        Assert.Equal([13, 14], plan.Attempts.Select(static attempt => attempt.LogN));
        Assert.Contains("too wide: Node 'x': a sequence of 1 tokens for a batch of 8192", plan.Attempts[0].Outcome);
        Assert.Contains("not even one token fits at this batch", plan.Attempts[0].Outcome);
        Assert.True(plan.Attempts[1].IsTaken);
    }

    [Fact]
    public void PrecisionThatNoBootstrapKeepsIsAnOutcome()
    {
        AttemptList attempts = Search(ResidualModel.Of(20), new CompilerOptions { MaxLogN = 16, PrecisionBits = 25 });

        Outcome.BootstrapsImprecise outcome = Assert.IsType<Outcome.BootstrapsImprecise>(attempts.Made[^1].Outcome);
        Assert.InRange(outcome.Bits, 15, 25);
        Assert.Null(attempts.Chosen);
        Assert.Throws<InvalidOperationException>(() => attempts.Plan);
    }

    [Fact]
    public void TheListOfPassesIsTheCompiler() => Assert.Equal(
        ["check-options", "try-parameters", "refuse-misfits", "plan-chosen", "check-wishes", "check-circuit", "assemble-module"],
        CircuitPipeline.Passes.Select(static pass => pass.Name));

    /// <summary>SEAL's clients make no keys for conjugations, so nothing of their circuits is complex.</summary>
    [Theory]
    [InlineData(KeyFormat.Hybrid, true)]
    [InlineData(KeyFormat.Seal, false)]
    public void ProductsGoInPairsWhereThereIsAKeyForConjugation(KeyFormat keys, bool inPairs)
    {
        Module attention = RowCircuit.Read("128x40 128x40", """
            %2 = tensor.linear(%0) {weight = "w40x40"}
            %3 = tensor.linear(%1) {weight = "c40x40"}
            %4 = tensor.contract(%2, %3) {left = "is", right = "js", result = "ij"}
            """);

        LayoutAttempt layout = Assert.Single(new LayoutAttempts(attention, keys).On(13));

        Assert.Equal(inPairs, layout.Circuit.Nodes.Any(static node => ((PackedType)node.Type).Form != SlotForm.Real));
    }

    private static AttemptList Search(Module module, CompilerOptions options)
    {
        Dictionary<string, Tensor> sample = new() { ["x"] = new Tensor(ElementType.Float64, Shape.Of(4), [0.9, -0.5, 0.25, 0.75]) };
        return AttemptSearch.Run(new LayoutAttempts(module), new SearchSettings(options, CostTable.Default(), [sample]));
    }
}
