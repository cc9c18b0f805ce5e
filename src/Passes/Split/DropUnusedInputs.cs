using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Split;

/// <summary>Lets the client send nothing that the circuit does not use: an input that only its centered form stands for.</summary>
/// <remarks>Inputs of the model stay as they are: only what the client computes of them and sends is left out. One is kept.</remarks>
public sealed class DropUnusedInputs : IPass
{
    public string Name => "drop-unused-inputs";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Circuit) is not { } circuit || module.Find(ModuleKeys.Prologue) is not { } prologue)
        {
            return module;
        }

        HashSet<ValueId> used = [.. circuit.Nodes.SelectMany(static node => node.Op.Inputs), .. circuit.Outputs.Select(static output => output.Value)];
        string[] dropped = [.. circuit.Ops<Input>().Where(input => !used.Contains(input.Node.Id)).Select(static input => input.Op.Name)];
        if (dropped.Length == 0 || dropped.Length == circuit.Ops<Input>().Count())
        {
            return module;
        }

        Graph fewer = Copy(circuit, module, node => node.Op is Input input && dropped.Contains(input.Name), static _ => false);
        Graph sent = DeadCode.Remove(Copy(prologue, module, static _ => false, output => dropped.Contains(output.Name)), module.Weights);
        return UsedWeights.Keep(module.With(fewer, module.Weights).With(sent, module.Weights));
    }

    /// <summary>The graph without some nodes, which nothing uses, and some outputs.</summary>
    private static Graph Copy(Graph graph, Module module, Func<Node, bool> isDropped, Func<GraphOutput, bool> isWithheld)
    {
        GraphBuilder builder = new(graph.Name, module.Weights);
        ValueId[] map = new ValueId[graph.Nodes.Count];
        foreach (Node node in graph.Nodes.Where(node => !isDropped(node)))
        {
            map[node.Id.Index] = builder.Add(node.Op.WithInputs(Ir.Collections.EquatableArray<ValueId>.From(node.Op.Inputs.Select(input => map[input.Index]))), node.Name);
        }

        foreach (GraphOutput output in graph.Outputs.Where(output => !isWithheld(output)))
        {
            builder.Output(output.Name, map[output.Value.Index]);
        }

        return builder.Build();
    }
}
