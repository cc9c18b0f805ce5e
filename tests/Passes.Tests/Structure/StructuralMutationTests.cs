using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Passes.Tests.Structure;

/// <summary>Models that somebody changed: each ends in a circuit that means what ONNX Runtime says, or in a diagnostic.</summary>
public sealed class StructuralMutationTests
{
    private const int Mutants = 120;
    private const int ManyMutants = 20_000;

    [Fact]
    public void TheTransformersThemselvesBecomeCircuits()
    {
        Assert.Null(MutantRun.Of(new Mutant(1, "none", SmallTransformer.Create(new TransformerShape()))));
        Assert.Null(MutantRun.Of(new Mutant(1, "none", SmallTransformer.Create(new TransformerShape { IsCompact = true }))));
    }

    [Fact]
    public void EveryMutantBecomesACircuitThatAgreesOrADiagnostic()
    {
        (int circuits, HashSet<string> kinds, List<string> failures) = Run(0, Mutants);

        Assert.True(failures.Count == 0, string.Join('\n', failures));

        // A run in which everything is refused at the door would say nothing.
        Assert.True(circuits > Mutants / 5, $"{circuits} became circuits");
        Assert.True(kinds.Count >= 5, string.Join(", ", kinds));
    }

    /// <summary>Takes many minutes: <c>--explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public void ManyMoreMutantsBecomeCircuitsThatAgreeOrDiagnostics() 
    {
        List<string> failures = Run(Mutants, ManyMutants).Failures;

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static (int Circuits, HashSet<string> Kinds, List<string> Failures) Run(int first, int count)
    {
        int circuits = 0;
        HashSet<string> kinds = [];
        List<string> failures = [];
        for (int seed = first; seed < first + count; seed++)
        {
            Mutant mutant = Mutant.Of(seed);
            try
            {
                Diagnostic? diagnostic = MutantRun.Of(mutant);
                circuits += diagnostic is null ? 1 : 0;
                _ = diagnostic is null || kinds.Add(diagnostic.Id);
                if (diagnostic?.Id == DiagnosticKinds.CheckFailed.Id)
                {
                    failures.Add($"seed {seed} ({mutant.Change}): {diagnostic}");
                }
            }
            catch (Exception error)
            {
                failures.Add($"seed {seed} ({mutant.Change}): {error.GetType().Name}: {error.Message} {error.StackTrace?.Split('\n')[0].Trim()}");
            }
        }

        return (circuits, kinds, failures);
    }
}
