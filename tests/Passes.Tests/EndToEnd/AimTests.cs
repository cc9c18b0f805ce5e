using PowerSoftmax.Passes.Plan;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>Both families of layouts are compiled where the model fits both, and the aim chooses.</summary>
public sealed class AimTests
{
    [Fact]
    public void WhatIsNotTakenSaysWhatItWouldHaveCost()
    {
        CompilationPlan plan = Compile(new CompilerOptions());

        PlanAttempt taken = Assert.Single(plan.Attempts, static attempt => attempt.IsTaken);
        Assert.Equal("latency", taken.Layouts);
        PlanAttempt next = plan.Attempts.Last(static attempt => attempt.Layouts == "rows");
        Assert.Matches(FormattableString.Invariant($"^slower: [0-9]+ ms, {plan.MillisecondsOn(1):0} ms for what is taken$"), next.Outcome);
        Assert.True(Compile(new CompilerOptions { Layouts = LayoutFamily.Rows }).MillisecondsOn(1) > plan.MillisecondsOn(1));
    }

    [Fact]
    public void MemoryIsComparedWhereItIsTheAim()
    {
        CompilationPlan plan = Compile(new CompilerOptions { Aim = Aim.Memory });
        CompilationPlan rows = Compile(new CompilerOptions { Layouts = LayoutFamily.Rows, Aim = Aim.Memory });

        Assert.True(plan.MemoryBytes <= rows.MemoryBytes);
        Assert.Contains(plan.Attempts, static attempt => attempt.Outcome.StartsWith("more memory: ", StringComparison.Ordinal));
    }

    /// <summary>Rows of a small model have room for several inputs, each of which then takes less.</summary>
    [Fact]
    public void ThroughputFindsHowManyInputsPay()
    {
        using IntentModel model = IntentModel.Load();
        CompilationResult result = Compiler.Compile(model.Imported.Module, model.Calibration, new CompilerOptions { Aim = Aim.Throughput, Layouts = LayoutFamily.Rows });

        PlanAttempt taken = Assert.Single(result.Plan!.Attempts, static attempt => attempt.IsTaken);
        Assert.Matches("^rows, (4|16|64|256) at once$", taken.Layouts);
        int batch = int.Parse(taken.Layouts.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        CompilationPlan one = Compile(new CompilerOptions { Layouts = LayoutFamily.Rows });
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
