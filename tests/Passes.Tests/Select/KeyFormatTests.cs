using CsCheck;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Plan;
using PowerSoftmax.Passes.Select;
using PowerSoftmax.Passes.Tests.Circuits;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Select;

/// <summary>Circuits compiled for the evaluation keys of SEAL clients.</summary>
public class KeyFormatTests
{
    /// <summary>Largest log2 QP of SEAL's own table at 128 bits, from N = 2^13.</summary>
    private static readonly int[] SealBudgets = [218, 438, 881];

    [Fact]
    public void SealParametersHaveOneSpecialPrimeThatIsTheLargest() =>
        Gen.Select(Gen.Int[13, 15], Gen.Int[1, 21], Gen.Int[34, 47]).Sample(
            static (logN, depth, logScale) => Choose(depth, logN, logScale) is not { } choice || IsSeal(choice, logN),
            iter: 40,
            threads: 1);

    [Fact]
    public void WhereHybridKeysWouldTakeSeveralSpecialPrimesSealTakesOne()
    {
        ParameterChoice hybrid = new SelectParameters(CostTable.Default()).Run(Squares(8, 14), WeightTable.Empty, 14, 40, new Level(0))!;

        Assert.True(hybrid.Considered.Count > 1);
        Assert.Single(Choose(8, 14, 40)!.Considered);
        Assert.Equal(1, Choose(8, 14, 40)!.Parameters.DigitSize);
    }

    [Fact]
    public void RingsAboveSealsHaveNoParameters() => Assert.Null(Choose(2, 16, 40));

    [Fact]
    public void EveryKeyOfSealCarriesEveryPrime()
    {
        EvaluationKeyNeeds needs = new(new Level(1), new Dictionary<int, Level> { [1] = new(2), [5] = new(0) });

        KeySet keys = KeySet.Seal(needs, 13, new Level(3));

        // 4 digits, each a pair of polynomials modulo 5 primes; sent, one of each pair is a seed with its header.
        Assert.Equal(3, keys.Count);
        Assert.Equal(3L * 4 * 2 * 5 * 8192 * 8, keys.Bytes);
        Assert.Equal((keys.Bytes / 2) + (3 * 4 * 81), keys.SeededBytes);
    }

    [Fact]
    public void TheWholeCompilerKeepsTheFormat()
    {
        CompilationPlan plan = Compile(Layers(3), new CompilerOptions { KeyFormat = KeyFormat.Seal }).Plan!;

        Assert.Equal(KeyFormat.Seal, plan.KeyFormat);
        Assert.Single(plan.Parameters.P);
        Assert.Equal(plan.Keys.Count * (plan.Parameters.Q.Count + 1L) * plan.Parameters.Q.Count * 2 * 8 * plan.Parameters.N, plan.Keys.Bytes);
        Assert.Equal(KeyFormat.Hybrid, Compile(Layers(3), new CompilerOptions()).Plan!.KeyFormat);
    }

    [Fact]
    public void ACircuitTooDeepForSealNamesTheNearest()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Compile(Layers(12), new CompilerOptions { KeyFormat = KeyFormat.Seal }));

        Assert.Equal("PSM3006", error.Diagnostic.Id);
        Assert.Contains("needs 24 levels", error.Message);
        Assert.Contains("N = 2^15, the largest ring of SEAL, holds 22 of 34 bits: 2 are missing", error.Message);
        Assert.Contains("fits hybrid keys at N = 2^16", error.Message);
    }

    [Fact]
    public void ACircuitTooDeepForEverythingSaysSo()
    {
        CompilerOptions options = new() { KeyFormat = KeyFormat.Seal, MaxLogN = 15 };

        Assert.Contains("do not hold this one either", Assert.Throws<DiagnosticException>(() => Compile(Layers(12), options)).Message);
    }

    [Fact]
    public void ARingBoundOfTheUserIsNotBlamedOnTheFormat()
    {
        CompilerOptions options = new() { KeyFormat = KeyFormat.Seal, MaxLogN = 14 };

        Assert.Equal("PSM3003", Assert.Throws<DiagnosticException>(() => Compile(Layers(12), options)).Diagnostic.Id);
    }

    [Fact]
    public void ACircuitTooWideForSealNamesTheNearest()
    {
        Module wide = GraphText.Read(
            """
            graph "circuit" {
              %0 = tensor.input() {name = "x", type = "Float64 32768"}
              %1 = tensor.multiply(%0, %0)
              return "y" %1
            }
            """);

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Compile(wide, new CompilerOptions { KeyFormat = KeyFormat.Seal }));

        Assert.Equal("PSM3006", error.Diagnostic.Id);
        Assert.Contains("needs 32768 slots and 16384 are there", error.Message);
        Assert.Contains("fits hybrid keys at N = 2^16", error.Message);
    }

    private static bool IsSeal(ParameterChoice choice, int logN) =>
        choice.Parameters.P.Count == 1
        && choice.Parameters.Q.All(prime => prime < choice.Parameters.P[0])
        && choice.Parameters.Certificate.Log2QP <= Math.Min(SecurityTable.Budget(logN)!.Value, SealBudgets[logN - 13]);

    private static ParameterChoice? Choose(int depth, int logN, int logScale) =>
        new SelectParameters(CostTable.Default(), KeyFormat.Seal).Run(Squares(depth, logN), WeightTable.Empty, logN, logScale, new Level(0));

    private static Graph Squares(int depth, int logN)
    {
        PackedCircuit circuit = new(logN - 1);
        ValueId value = circuit.Sum(circuit.Input("x"));
        for (int product = 0; product < depth; product++)
        {
            value = circuit.Multiply(value, value);
        }

        circuit.Output(value);
        return circuit.Build();
    }

    /// <summary>Layers of a matrix product and a square: two levels each.</summary>
    private static Module Layers(int count)
    {
        string lines = string.Concat(Enumerable.Range(0, count).Select(static layer =>
            $"%{(2 * layer) + 1} = tensor.linear(%{2 * layer}) {{weight = \"w\"}}\n%{(2 * layer) + 2} = tensor.multiply(%{(2 * layer) + 1}, %{(2 * layer) + 1})\n"));
        return GraphText.Read(
            $$"""
            weight "w" : Float64 4x4 = 0.4
            graph "circuit" {
            %0 = tensor.input() {name = "x", type = "Float64 4"}
            {{lines}}
            return "y" %{{2 * count}}
            }
            """);
    }

    private static CompilationResult Compile(Module module, CompilerOptions options) => new CircuitCompiler(options, CostTable.Default())
        .Run(module, [RandomTensors.Inputs(module.Find(ModuleKeys.Circuit)!)], new DiagnosticBag());
}
