using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Split;

/// <summary>Cuts the model in three: what the client computes before, what the server computes encrypted, what the client computes after.</summary>
/// <remarks>
/// The cut lies before the first product with a trained matrix and after the last op that is not a softmax or a change of shape,
/// or where <see cref="CompilerOptions.SplitAt"/> says. An answer keeps the model's output name. PSM3016 where nothing is left for the server.
/// What follows from <see cref="CompilerOptions.PublicInputs"/> alone is public in the circuit.
/// </remarks>
public sealed class SplitClientServer : IPass
{
    public string Name => "split-client-server";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Model) is not { } model)
        {
            return module;
        }

        ClientServerCut cut = ClientServerCut.Of(model, context.Options.SplitAt);
        HashSet<ValueId> visible = PublicValues.Of(model, context.Options.PublicInputs);
        if (cut.Answered().Count == 0)
        {
            throw new DiagnosticException(
                DiagnosticKinds.NothingToEncrypt, module.Name, string.Join(", ", model.Outputs.Select(static output => $"output '{output.Name}'")));
        }

        IReadOnlyList<(string, ValueId)> sent = [.. cut.Sent().Select(static (value, index) => (Sent(index), value))];
        IReadOnlyList<(string, ValueId)> answered = Answers(model, cut);
        IReadOnlyList<(string, ValueId)> results = [.. model.Outputs.Select(static output => (output.Name, output.Value))];
        Graph[] parts =
        [
            new GraphPart(model, module.Weights).Cut(ModuleKeys.Prologue, [], sent),
            new GraphPart(model, module.Weights, visible).Cut(ModuleKeys.Circuit, sent, answered),
            new GraphPart(model, module.Weights).Cut(ModuleKeys.Epilogue, [.. sent, .. answered], results),
        ];
        return module with { Graphs = module.Graphs.Where(static graph => graph.Name != ModuleKeys.Model).Concat(parts).ToEquatableArray() };
    }

    private static List<(string, ValueId)> Answers(Graph model, ClientServerCut cut)
    {
        IReadOnlyList<ValueId> answered = cut.Answered();
        bool oneEach = answered.Count == 1 && model.Outputs.Count == 1;
        return [.. answered.Select((value, index) => (oneEach ? model.Outputs[0].Name : $"y.{index + 1}", value))];
    }

    /// <summary>A part of a graph from given values to given values.</summary>
    private sealed class GraphPart(Graph source, Ir.Tensors.WeightTable weights, HashSet<ValueId>? visible = null)
    {
        private readonly Dictionary<ValueId, ValueId> map = [];

        public Graph Cut(string name, IReadOnlyList<(string Name, ValueId Value)> from, IReadOnlyList<(string Name, ValueId Value)> to)
        {
            GraphBuilder builder = new(name, weights);
            bool[] needed = Needed(from, to);
            foreach ((string inputName, ValueId value) in from.Where(value => needed[value.Value.Index]))
            {
                map[value] = builder.Add(new Input(inputName, (TensorType)source[value].Type, visible?.Contains(value) == true), source[value].Name);
            }

            foreach (Node node in source.Nodes.Where(node => needed[node.Id.Index] && !map.ContainsKey(node.Id)))
            {
                map[node.Id] = builder.Add(node.Op.WithInputs(node.Op.Inputs.Select(input => map[input]).ToEquatableArray()), node.Name);
            }

            foreach ((string outputName, ValueId value) in to)
            {
                builder.Output(outputName, map[value]);
            }

            return builder.Build();
        }

        private bool[] Needed(IReadOnlyList<(string Name, ValueId Value)> from, IReadOnlyList<(string Name, ValueId Value)> to)
        {
            HashSet<ValueId> given = [.. from.Select(static pair => pair.Value)];
            bool[] needed = new bool[source.Nodes.Count];
            foreach ((_, ValueId value) in to)
            {
                needed[value.Index] = true;
            }

            for (int index = source.Nodes.Count - 1; index >= 0; index--)
            {
                foreach (ValueId input in source.Nodes[index].Op.Inputs.Where(_ => needed[index] && !given.Contains(new ValueId(index))))
                {
                    needed[input.Index] = true;
                }
            }

            return needed;
        }
    }

    /// <summary>Name of the number-th value the client sends.</summary>
    private static string Sent(int number) => number == 0 ? "x" : $"x.{number + 1}";
}
