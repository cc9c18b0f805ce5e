using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Answers;

/// <summary>Gives the new value of an output node, or null to copy it.</summary>
internal delegate ValueId? GraphRewriterRule(GraphRewriter rewriter, Node node, PackedOutput output);
