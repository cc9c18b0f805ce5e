using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Answers;

/// <summary>Makes a Packed circuit whose answers show the outputs and nothing else of the model.</summary>
/// <remarks>
/// Whatever <see cref="AnswerAnalysis"/> finds to show more is multiplied by a mask (<see cref="MaskAnswer"/>), which takes a level and so makes everything
/// above it slower.
/// </remarks>
public static class HideAnswers
{
    /// <param name="module">With a Packed circuit, and the values of its weights.</param>
    public static Module Run(Module module)
    {
        foreach (AnswerContents answer in Contents(module).Where(static answer => !answer.ShowsOutputsOnly))
        {
            module = MaskAnswer.Run(module, answer.Tensor);
        }

        return module;
    }

    /// <summary>The circuit with another last part for one of its outputs.</summary>
    internal static Module Replace(Module module, GraphRewriterRule rule)
    {
        GraphRewriter rewriter = new(module.Find(ModuleKeys.Circuit)!, module.Weights);
        Graph circuit = rewriter.Run(node => node.Op is PackedOutput output ? rule(rewriter, node, output) : null);
        return module.With(circuit, rewriter.Weights);
    }

    private static IReadOnlyList<AnswerContents> Contents(Module module) =>
        AnswerAnalysis.Run(module.Find(ModuleKeys.Circuit)!, module.Weights);
}
