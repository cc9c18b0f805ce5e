using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Generator.Emission;

/// <summary>Writes the calls of a section, one paragraph for each node of the model.</summary>
internal sealed class SectionWriter(IndentedWriter writer, OperationNote notes, Liveness liveness, ValueNames names, EmittedTypes types)
{
    /// <param name="section">The operations.</param>
    /// <param name="scope">The method they are written into; gets their locals.</param>
    /// <param name="group">The layer whose method it is; empty for <c>Run</c>.</param>
    public void Write(Section section, Scope scope, string group)
    {
        foreach (Paragraph paragraph in section.Paragraphs)
        {
            writer.Line("// " + OneLine.Of(paragraph.Title));
            writer.Aligned([.. paragraph.Nodes.Select(node => (Call(node, scope, group), notes.Of(node)))]);
            Release(paragraph, scope);
            writer.Blank();
        }
    }

    private string Call(Node node, Scope scope, string group)
    {
        OperationNames operation = OperationNames.Of(node.Op);
        string operands = string.Join(", ", node.Op.Inputs.Select(input => scope[input]));
        string arguments = operation.TakesList ? $"[{operands}]" : operands;
        string local = scope.Declare(node.Id, names.In(node.Id, group));
        return $"{types.Bundle} {local} = {Scope.Session}.{operation.Method}({arguments}, {node.Id.Index});";
    }

    /// <summary>Frees at the paragraph's end: a few values live a few operations longer, and the code stays readable.</summary>
    private void Release(Paragraph paragraph, Scope scope)
    {
        string freed = string.Join(", ", paragraph.Nodes.SelectMany(liveness.FreedAfter).Select(value => scope[value]));
        if (freed.Length > 0)
        {
            writer.Line($"{Scope.Session}.{RuntimeNames.Release}({freed});");
        }
    }
}
