extern alias generator;

using System.Collections.Immutable;
using generator::PowerSoftmax.Generator;
using Microsoft.CodeAnalysis;
using PowerSoftmax.Generator.Tests.Support;

namespace PowerSoftmax.Generator.Tests.Pipeline;

public sealed class IncrementalTests
{
    private const string Source = """
        [PowerSoftmax.EncryptedModel("transformer.onnx", Calibration = "transformer.samples.npz")]
        internal partial class IntentModel;
        """;

    /// <summary>With a wish that is not kept, so that there is something to report.</summary>
    private static readonly string ReportedSource = Source.Replace("transformer.samples", "other", StringComparison.Ordinal);

    private static readonly CircuitFixture Circuit = CircuitFixture.Load("transformer");

    [Fact]
    public void TheFirstRunTakesEveryStep()
    {
        GeneratorRun run = GeneratorRun.Of(ReportedSource, Circuit);

        Assert.Equal(TrackingNames.All.Order(StringComparer.Ordinal), run.Result.TrackedSteps.Keys.Intersect(TrackingNames.All).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AnEditElsewhereLeavesEveryStepCached()
    {
        GeneratorRun again = GeneratorRun.Of(ReportedSource, Circuit)
            .Again(static compilation => compilation.AddSyntaxTrees(GeneratorRun.Parse("internal class Unrelated;", "Unrelated.cs")));

        AssertUntouched(again, TrackingNames.All);
        AssertOutputsCached(again);
    }

    [Fact]
    public void MovingTheClassChangesOnlyItsPlace()
    {
        GeneratorRun again = GeneratorRun.Of(Source, Circuit).Again(static compilation => compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees.Single(), GeneratorRun.Parse("// One line more.\n" + Source, "Sample.cs")));

        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(again, TrackingNames.Targets));
        AssertUntouched(again, TrackingNames.All.Except([TrackingNames.Targets, TrackingNames.Reports]));
    }

    [Fact]
    public void AnotherModelsCircuitLeavesThisModelsSourcesAlone()
    {
        CircuitFixture other = Circuit with { Path = "obj/powersoftmax/other.psir", Key = "other.onnx" };
        GeneratorRun again = GeneratorRun.Of(Source, Circuit).Again(Circuit, other);

        AssertUntouched(again, [TrackingNames.Targets, TrackingNames.Classes, TrackingNames.Models, TrackingNames.Sources]);
    }

    [Fact]
    public void ANewCircuitIsEmittedAnew()
    {
        CircuitFixture changed = Circuit with { Content = Circuit.Content!.Replace("5f1c0b8e", "00000000", StringComparison.Ordinal) };
        GeneratorRun again = GeneratorRun.Of(Source, Circuit).Again(changed);

        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(again, TrackingNames.Sources));
        Assert.Contains("SHA-256 00000000", again["IntentModel.g.cs"], StringComparison.Ordinal);
    }

    private static void AssertUntouched(GeneratorRun run, IEnumerable<string> steps)
    {
        foreach (string step in steps)
        {
            IncrementalStepRunReason[] reasons = [.. Reasons(run, step)];
            Assert.True(reasons.Length > 0, $"step {step} did not run");
            Assert.All(reasons, reason => Assert.True(
                reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"step {step} is {reason}"));
        }
    }

    private static void AssertOutputsCached(GeneratorRun run)
    {
        IncrementalStepRunReason[] reasons = [.. run.Result.TrackedOutputSteps.Values
            .SelectMany(static steps => steps).SelectMany(static step => step.Outputs).Select(static output => output.Reason)];
        Assert.NotEmpty(reasons);
        Assert.All(reasons, static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> steps)
            ? steps.SelectMany(static one => one.Outputs).Select(static output => output.Reason)
            : [];
}
