using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests;

/// <summary>What the documentation beside every pass shows is what the pass does.</summary>
public sealed class PassDocumentationTests
{
    private static readonly IReadOnlyList<IPass> Passes = [.. TensorPipeline.Create().Passes.DistinctBy(static pass => pass.Name)];

    public static TheoryData<string> Names => [.. Passes.Select(static pass => pass.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void DocumentedExamplesHold(string name)
    {
        IPass pass = Passes.Single(pass => pass.Name == name);
        IReadOnlyList<PassExample> examples = PassDocs.Of(pass);
        Assert.Equal(pass is ApproximateFunctions, examples.Count == 0);
        foreach (PassExample example in examples)
        {
            Module after = pass.Run(example.Before, new PassContext(new DiagnosticBag(), new CompilerOptions()));
            Assert.Equal(example.After, GraphText.Write(after));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DocumentedExamplesKeepTheirMeaning(string name)
    {
        IPass pass = Passes.Single(pass => pass.Name == name);
        Assert.All(
            PassDocs.Of(pass).Where(static example => example.Before.Graphs.Count == 1 && example.Before.Graphs[0].Name == example.After.Split('"')[1]),
            example => PassTest.For(pass).Given(example.Before).ExpectSameMeaning(1e-6));
    }
}
