using System.Collections.Immutable;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Operators;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Import;

/// <summary>The import of one graph: a table from tensor names to values, filled node by node.</summary>
internal sealed class GraphImport
{
    private readonly OnnxModel model;
    private readonly ImportOptions options;
    private readonly GraphEmitter emitter = new();
    private readonly Dictionary<string, ImportedValue> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> wanted;

    public GraphImport(OnnxModel model, ImportOptions options)
    {
        this.model = model;
        this.options = options;
        GraphProto graph = model.Proto.Graph;
        wanted = graph.Output.Select(static output => output.Name).Concat(graph.Node.SelectMany(static node => node.Input)).ToHashSet();
    }

    public WeightTable Weights => emitter.Weights;

    public IReadOnlyDictionary<string, string> TensorNames => emitter.TensorNames.ToImmutableDictionary();

    public Graph Run()
    {
        IReadOnlyList<NodeProto> order = GraphOrder.Sort(model);
        ReadWeights();
        ReadInputs();
        foreach (NodeProto node in order)
        {
            ImportNode(node);
        }

        foreach (ValueInfoProto output in model.Proto.Graph.Output)
        {
            TypedValue value = values[output.Name] as TypedValue
                ?? throw OnnxModelReader.NotOnnx(model.Name, $"output '{output.Name}' is no tensor that is supported");
            emitter.Output(output.Name, value);
        }

        return emitter.Build();
    }

    private void ReadWeights()
    {
        foreach (TensorProto weight in model.Proto.Graph.Initializer)
        {
            try
            {
                Tensor data = TensorDecoder.Decode(weight);
                values[weight.Name] = new ConstantValue(data, weight.Name);
                emitter.Constants.AllowFor(data.Shape.Count);
            }
            catch (IrException error)
            {
                values[weight.Name] = new UnusableValue($"Its operand cannot be read: {error.Message}.");
            }
        }

        foreach (SparseTensorProto weight in model.Proto.Graph.SparseInitializer)
        {
            values[weight.Values?.Name ?? string.Empty] = new UnusableValue("Its operand is a sparse tensor; export the model with dense weights.");
        }
    }

    private void ReadInputs()
    {
        foreach (ValueInfoProto input in model.Proto.Graph.Input.Where(input => !values.ContainsKey(input.Name)))
        {
            if (options.ConstantInputs.TryGetValue(input.Name, out Tensor? constant))
            {
                values[input.Name] = new ConstantValue(constant, input.Name);
                continue;
            }

            TensorType? type = InputTypes.Find(input, options, out string reason);
            values[input.Name] = type is null ? new UnusableValue(reason) : emitter.Input(input.Name, type);
        }
    }

    private void ImportNode(NodeProto node)
    {
        NodeContext context = new(node, model.Opset, values, wanted, emitter);
        if (!OperatorDomain.IsStandard(node.Domain) || !OperatorTable.TryFind(node.OpType, out Action<NodeContext>? import))
        {
            throw context.Unsupported("Export the model with operators of the list in docs/operators.md, or replace this node.");
        }

        try
        {
            context.CheckOperands();
            import(context);
            context.CheckComplete();
        }
        catch (IrException error)
        {
            throw context.Malformed(error.Message);
        }
    }
}
