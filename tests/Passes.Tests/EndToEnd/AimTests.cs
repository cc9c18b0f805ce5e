using PowerSoftmax.Passes.Plan;
using PowerSoftmax.Passes.Tests.Select;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>What the aim makes as small as can be.</summary>
public sealed class AimTests
{
    [Fact]
    public void MemoryIsComparedWhereItIsTheAim()
    {
        CompilationPlan fastest = ResidualModel.Compile(14, new CompilerOptions()).Plan!;
        CompilationPlan smallest = ResidualModel.Compile(14, new CompilerOptions { Aim = Aim.Memory }).Plan!;

        Assert.True(smallest.MemoryBytes <= fastest.MemoryBytes);
        Assert.Contains(smallest.Attempts, static attempt => attempt.Outcome.StartsWith("more memory: ", StringComparison.Ordinal));
    }

    /// <summary>Rows of a small model have room for several inputs, each of which then takes less.</summary>
    [Fact]
    public void ThroughputFindsHowManyInputsPay()
    {
        using IntentModel model = IntentModel.Load();
        CompilationResult result = Compiler.Compile(model.Imported.Module, model.Calibration, new CompilerOptions { Aim = Aim.Throughput });

        PlanAttempt taken = Assert.Single(result.Plan!.Attempts, static attempt => attempt.IsTaken);
        Assert.Matches("^rows, (4|16|64|256) at once$", taken.Layouts);
        int batch = int.Parse(taken.Layouts.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        CompilationPlan one = Compile(new CompilerOptions());
        Assert.True(result.Plan.MillisecondsOn(1) / batch < 0.97 * one.MillisecondsOn(1));
    }

    [Fact]
    public void ABatchThatIsAskedForStays()
    {
        CompilationPlan plan = Compile(new CompilerOptions { Aim = Aim.Throughput, Batch = 2 });

        Assert.All(plan.Attempts, static attempt => Assert.Equal("rows, 2 at once", attempt.Layouts));
    }

    private static CompilationPlan Compile(CompilerOptions options)
    {
        using IntentModel model = IntentModel.Load();
        CompilationResult result = Compiler.Compile(model.Imported.Module, model.Calibration, options);
        Assert.True(result.Succeeded);
        return result.Plan!;
    }
}
