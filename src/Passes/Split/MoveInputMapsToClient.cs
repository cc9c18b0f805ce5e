using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Split;

/// <summary>Lets the client center an input and send it beside the input itself: the circuit saves a matrix product and its level.</summary>
/// <remarks>Centering has no trained parameter; its gain is public with the circuit.</remarks>
public sealed class MoveInputMapsToClient : IPass
{
    public string Name => "move-input-maps-to-client";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Circuit) is not { } circuit || module.Find(ModuleKeys.Prologue) is not { } prologue)
        {
            return module;
        }

        List<(string Name, string Input, double Gain)> moved = [];
        Graph changed = MoveOut(circuit, module, moved);
        Graph extended = moved.Aggregate(prologue, (graph, map) => Extend(graph, module, map));
        return module with { Graphs = module.Graphs.Select(graph => Changed(graph)).ToEquatableArray() };

        Graph Changed(Graph graph) => graph.Name switch
        {
            ModuleKeys.Circuit => changed,
            ModuleKeys.Prologue => extended,
            _ => graph,
        };
    }

    private static Graph MoveOut(Graph circuit, Module module, List<(string Name, string Input, double Gain)> moved)
    {
        GraphRewriter rewriter = new(circuit, module.Weights);
        Dictionary<(string, double), ValueId> inputs = [];
        return rewriter.Run(node =>
        {
            if (node.Op is not Center center || rewriter.Producer<Input>(center.Input) is not { } input)
            {
                return null;
            }

            if (!inputs.TryGetValue((input.Name, center.Gain), out ValueId value))
            {
                int count = moved.Count(map => map.Input == input.Name);
                string name = count == 0 ? $"{input.Name}.centered" : $"{input.Name}.centered.{count + 1}";
                moved.Add((name, input.Name, center.Gain));
                inputs[(input.Name, center.Gain)] = value = rewriter.Add(new Input(name, (TensorType)node.Type), name);
            }

            return value;
        });
    }

    private static Graph Extend(Graph prologue, Module module, (string Name, string Input, double Gain) map)
    {
        GraphBuilder builder = new(prologue.Name, module.Weights);
        foreach (Node node in prologue.Nodes)
        {
            builder.Add(node.Op, node.Name);
        }

        foreach (GraphOutput output in prologue.Outputs)
        {
            builder.Output(output.Name, output.Value);
        }

        ValueId source = prologue.Outputs.Single(output => output.Name == map.Input).Value;
        builder.Output(map.Name, builder.Add(new Center(source, map.Gain), map.Name));
        return builder.Build();
    }
}
