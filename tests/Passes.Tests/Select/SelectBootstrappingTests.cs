using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Plan;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Tests.Select;

public class SelectBootstrappingTests
{
    private const int DeepLayers = 20;

    [Fact]
    public void ACircuitTooDeepForItsRingIsBootstrapped()
    {
        CompilationResult result = ResidualModel.Compile(DeepLayers, new CompilerOptions());
        CompilationPlan plan = result.Plan!;

        Assert.Empty(result.Diagnostics);
        Assert.Equal(16, plan.Parameters.LogN);
        Assert.InRange(plan.BootstrapCount, 1, DeepLayers);
        Assert.True(plan.Levels < DeepLayers * ResidualModel.LevelsALayer);
        Assert.True(plan.Bootstrapping!.Log2QP <= SecurityTable.Budget(16));
        Assert.Equal(plan.BootstrapCount, result.Module!.Find(ModuleKeys.Circuit)!.Ops<CkksBootstrap>().Count());
        Assert.Equal(result.Module, ModuleReader.Read(ModuleWriter.Write(result.Module)));
    }

    [Fact]
    public void ThePlanTellsWhatBootstrapsTake()
    {
        CompilationPlan plan = ResidualModel.Compile(DeepLayers, new CompilerOptions()).Plan!;

        PlanRow[] rows = [.. plan.Rows.Where(static row => row.IsBootstrap)];
        Assert.All(rows, row => Assert.True(row.In >= plan.Bootstrapping!.Least && row.Out <= plan.Bootstrapping.Top && row.Out > row.In));
        Assert.All(rows, static row => Assert.Equal(row.Bound, Math.Pow(2, Math.Round(Math.Log2(row.Bound!.Value)))));
        Assert.Equal(rows.Sum(static row => row.Cost.Milliseconds), plan.BootstrapCost.Milliseconds, 1e-6);
        Assert.InRange(plan.BootstrapCost.Milliseconds, 0.3 * plan.Total.Milliseconds, plan.Total.Milliseconds);
        Assert.True(rows.Max(static row => row.LiveBytes) == plan.PeakBytes);
        Assert.Equal(plan.PeakBytes + plan.Plaintexts.Bytes + plan.Keys.Bytes, plan.MemoryBytes);
        Assert.InRange(plan.Plaintexts.Bytes, 1_000_000_000, 8_000_000_000);
    }

    [Fact]
    public void TheKeysOfBootstrapsAreCountedAndShared()
    {
        CompilationPlan plan = ResidualModel.Compile(DeepLayers, new CompilerOptions()).Plan!;
        BootstrapKeys bootstraps = BootstrapKeys.Of(plan.Bootstrapping!);

        int rotations = plan.Keys.Needs.Rotations.Keys.Union(bootstraps.Rotations.Keys).Count();
        Assert.Equal(rotations + 4, plan.Keys.Count);
        Assert.True(plan.Keys.Bytes > KeySet.Of(plan.Keys.Needs, plan.Parameters.Literal).Bytes);
        Assert.True(plan.Keys.SeededBytes < plan.Keys.Bytes);
    }

    [Fact]
    public void TheFastestChoiceIsTakenOrOneWithinATenthOfIt()
    {
        CompilationPlan plan = ResidualModel.Compile(DeepLayers, new CompilerOptions()).Plan!;

        DigitChoice chosen = plan.Considered.Single(
            choice => choice.SpecialPrimes == plan.Parameters.P.Count && choice.Levels == plan.Levels);
        double fastest = plan.Considered.Min(static choice => choice.Milliseconds);
        Assert.True(chosen.Milliseconds <= 1.1 * fastest);
        Assert.DoesNotContain(plan.Considered, choice => choice.Milliseconds <= 1.1 * fastest && choice.KeyBytes < chosen.KeyBytes);
        Assert.Equal(plan.BootstrapCount, chosen.Bootstraps);
        Assert.Equal(plan.Keys.Bytes, chosen.KeyBytes);
    }

    [Fact]
    public void ACircuitThatFitsIsNotBootstrapped()
    {
        CompilationResult shallow = ResidualModel.Compile(4, new CompilerOptions());
        CompilationResult never = ResidualModel.Compile(4, new CompilerOptions { Bootstrapping = BootstrappingMode.None });

        Assert.Null(shallow.Plan!.Bootstrapping);
        Assert.Equal(ModuleWriter.Write(never.Module!), ModuleWriter.Write(shallow.Module!));
    }

    [Fact]
    public void WithoutBootstrappingTheNextRingIsTaken()
    {
        CompilationPlan plan = ResidualModel.Compile(DeepLayers, new CompilerOptions { Bootstrapping = BootstrappingMode.None }).Plan!;

        Assert.Equal(17, plan.Parameters.LogN);
        Assert.Equal(0, plan.BootstrapCount);
    }

    [Fact]
    public void AWishWithoutBootstrappingNamesWhatBootstrappingWouldDo()
    {
        CompilerOptions options = new() { Bootstrapping = BootstrappingMode.None, MaxLogN = 16 };

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => ResidualModel.Compile(DeepLayers, options));

        Assert.Equal("PSM3007", error.Diagnostic.Id);
        Assert.Contains("needs 60 levels; 48 fit without bootstrapping into N = 2^16 at 128 bits", error.Message);
        Assert.Matches("it fits N = 2\\^16 with \\d+ bootstraps", error.Message);
    }

    [Fact]
    public void MoreSecurityTakesALargerRingAndSaysSo()
    {
        CompilationPlan usual = ResidualModel.Compile(5, new CompilerOptions()).Plan!;
        CompilationPlan more = ResidualModel.Compile(5, new CompilerOptions { Security = 192 }).Plan!;

        Assert.True(more.Parameters.LogN > usual.Parameters.LogN);
        Assert.Equal(192, more.Parameters.Certificate.Bits);
        Assert.True(more.Parameters.Certificate.Log2QP <= more.Parameters.Certificate.Budget);
    }

    [Theory]
    [InlineData(128, 32)]
    [InlineData(192, 48)]
    public void BootstrapsTakeTheEphemeralWeightThatTheClaimNeeds(int security, int weight)
    {
        CompilationResult result = ResidualModel.Compile(DeepLayers, new CompilerOptions { Security = security, MaxLogN = 16 });
        SecurityCertificate certificate = result.Plan!.Parameters.Certificate;

        Assert.Empty(result.Diagnostics);
        Assert.True(result.Plan.BootstrapCount > 0);
        Assert.Equal(security, certificate.Bits);
        Assert.Equal(weight, certificate.Ephemeral!.Weight);
        Assert.True(certificate.EphemeralBits >= security);
        Assert.Contains($"{security} bits (classical)", result.Module!.Meta(CircuitMetadata.Certificate));
        Assert.Contains($"weight:{weight}", result.Module.Meta(ModuleKeys.Parameters));
    }

    [Theory]
    [InlineData(128, 20.95, "20.9")]
    [InlineData(192, 20.5, "20.1")]
    public void PrecisionThatNoBootstrapKeepsIsToldWithWhatOneKeeps(int security, double asked, string kept)
    {
        CompilerOptions options = new() { Security = security, MaxLogN = 16, PrecisionBits = asked };

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => ResidualModel.Compile(DeepLayers, options));

        Assert.Equal("PSM3011", error.Diagnostic.Id);
        Assert.Contains("needs 60 levels", error.Message);
        Assert.Contains($"at {security} bits of security, and a bootstrap at that security keeps {kept} bits", error.Message);
    }

    [Fact]
    public void TooMuchSecurityNamesWhatLessWouldDo()
    {
        CompilerOptions options = new() { Security = 192, MaxLogN = 15 };

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => ResidualModel.Compile(6, options));

        Assert.Equal("PSM3008", error.Diagnostic.Id);
        Assert.Contains("needs 18 levels; at 192 bits of security 14 fit into N = 2^15", error.Message);
        Assert.Contains("At 128 bits it fits N = 2^15 without bootstrapping", error.Message);
    }

    [Fact]
    public void KeysThatAreTooLargeNameTheLeast()
    {
        CompilationResult result = ResidualModel.Compile(4, new CompilerOptions { MaxKeyBytes = 1_000_000 });

        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("PSM3009", diagnostic.Id);
        Assert.False(result.Succeeded);
        Assert.Contains("1.00 MB are allowed", diagnostic.Message);
        long least = result.Plan!.Keys.Bytes;
        Assert.Equal(result.Plan.Considered.Where(static choice => choice.Fits).Min(static choice => choice.KeyBytes), least);
        Assert.Empty(ResidualModel.Compile(4, new CompilerOptions { MaxKeyBytes = least }).Diagnostics);
    }

    [Fact]
    public void MemoryThatIsTooSmallNamesWhatIsNeeded()
    {
        CompilationResult result = ResidualModel.Compile(4, new CompilerOptions { MaxMemoryBytes = 1_000_000 });

        Assert.Equal("PSM3010", Assert.Single(result.Diagnostics).Id);
        Assert.Empty(ResidualModel.Compile(4, new CompilerOptions { MaxMemoryBytes = result.Plan!.MemoryBytes }).Diagnostics);
    }

    [Fact]
    public void KeysOfAPlacementAreThoseOfTheLoweredCircuit()
    {
        Module packed = LowerToRows.Run(ResidualModel.Of(5), 512);
        Graph circuit = packed.Find(ModuleKeys.Circuit)!;
        PackedProducts products = new(circuit, hasConjugation: true);
        LevelPlacement placement = new PlaceBootstraps(circuit, new PackedCosts(circuit, products), [.. circuit.Nodes.Select(static _ => 1.0)]).Run(
            new CostModel(CostTable.Default(), 10, 2), static (target, ciphertexts) => ciphertexts * (5 + target.Value), new BootstrapRange(new Level(2), new Level(7)), new Level(0))!;
        CkksParameterSet parameters = Circuits.InsecureChain.OfLevels(7);

        EvaluationKeyNeeds predicted = new PackedKeyNeeds(circuit, products).Of(placement);
        EvaluationKeyNeeds actual = EvaluationKeyNeeds.Of(LowerToCkks.Run(circuit, packed.Weights, parameters, placement));

        Assert.NotEmpty(actual.BootstrapTargets);
        Assert.Equal(actual.Relinearization, predicted.Relinearization);
        Assert.Equal(actual.Rotations, predicted.Rotations);
        Assert.Equal(actual.BootstrapTargets, predicted.BootstrapTargets);
    }
}
