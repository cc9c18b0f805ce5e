using System.Collections.Generic;
using System.Linq;
using System.Threading;
using PowerSoftmax.Generator.Circuits;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Generator.Emission;

/// <summary>Writes the inside of the server: the circuit as calls, a method for each layer.</summary>
internal sealed class ServerWriter
{
    private readonly IndentedWriter writer = new();
    private readonly EmittedTypes types;
    private readonly OperationNote notes;
    private readonly List<Node> inputs;
    private readonly List<Node> outputs;
    private readonly IReadOnlyList<Section> sections;
    private readonly Liveness liveness;
    private readonly ValueNames names;
    private readonly SectionWriter calls;
    private readonly List<LayerMethod> methods = new();

    private ServerWriter(Graph graph, EquatableArray<int> rotations, EmittedTypes types)
    {
        this.types = types;
        notes = new OperationNote(graph, rotations);
        inputs = graph.Ops<CkksInput>().Select(static input => input.Node).ToList();
        outputs = graph.Ops<CkksOutput>().Select(static output => output.Node).ToList();
        sections = Section.Split(graph.Nodes.Where(static node => node.Op is not (CkksInput or CkksOutput)).ToList());
        liveness = Liveness.Of(graph);
        names = new ValueNames(inputs, sections);
        calls = new SectionWriter(writer, notes, liveness, names, types);
    }

    public static string Write(Model model, CircuitFile circuit, CancellationToken token)
    {
        ServerWriter server = new(circuit.Graph!, circuit.Rotations, EmittedTypes.Of(model.Class));
        FileFrame.Open(server.writer, model, server.types.Directives);
        server.writer.Open("partial class Server");
        server.Run();
        foreach (LayerMethod method in server.methods)
        {
            token.ThrowIfCancellationRequested();
            server.Method(method);
        }

        server.writer.Close();
        FileFrame.Close(server.writer, model);
        return server.writer.ToString();
    }

    private void Run()
    {
        Scope scope = new();
        writer.Line("/// <inheritdoc/>");
        writer.Open($"protected override void {RuntimeNames.Run}({types.CircuitSession} {Scope.Session})");
        writer.Aligned([.. inputs.Select(input => (Input(input, scope), Note(input)))]);
        writer.Blank();
        Body(scope);
        writer.Aligned([.. outputs.Select(output => (Output(output, scope), Note(output)))]);

        writer.Close();
        writer.Blank();
    }

    private string Input(Node input, Scope scope) =>
        $"{types.Bundle} {scope.Declare(input.Id, names.In(input.Id, string.Empty))} = {Scope.Session}.{RuntimeNames.Input}({input.Id.Index});";

    private static string Output(Node output, Scope scope) =>
        $"{Scope.Session}.{RuntimeNames.Output}({scope[output.Op.Inputs[0]]}, {output.Id.Index});";

    private string Note(Node node) => $"{OneLine.Of(node.Name)}: {notes.Of(node)}";

    private void Body(Scope scope)
    {
        HashSet<string> taken = new(RuntimeNames.ServerMembers);
        foreach (Section section in sections)
        {
            if (section.IsMethod)
            {
                LayerMethod method = LayerMethod.Of(section, liveness, taken, types.Bundle);
                methods.Add(method);
                writer.Line("// " + OneLine.Of(section.Group));
                writer.Line(method.Call(scope, names));
                writer.Blank();
            }
            else
            {
                calls.Write(section, scope, string.Empty);
            }
        }
    }

    private void Method(LayerMethod method)
    {
        Scope scope = new();
        string parameters = string.Concat(method.Parameters.Select(
            value => $", {types.Bundle} {scope.Declare(value, names.In(value, method.Section.Group))}"));
        writer.Line($"/// <summary>Layer <c>{OneLine.Xml(method.Section.Group)}</c>: {method.Section.Nodes.Count()} operations, {Levels(method)}.</summary>");
        writer.Open($"private static {method.ReturnType} {method.Name}({types.CircuitSession} {Scope.Session}{parameters})");
        calls.Write(method.Section, scope, method.Section.Group);
        if (method.Results.Count > 0)
        {
            writer.Line(method.Return(scope));
        }

        writer.Close();
        writer.Blank();
    }

    private static string Levels(LayerMethod method)
    {
        List<int> levels = method.Section.Nodes.Select(static node => ((CiphertextType)node.Type).Level.Value).ToList();
        return levels.Max() == levels.Min() ? $"level {levels.Max()}" : $"levels {levels.Max()} to {levels.Min()}";
    }
}
