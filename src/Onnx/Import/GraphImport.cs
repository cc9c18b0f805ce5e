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
    private readonly InputTypes inputTypes;
    private readonly GraphEmitter emitter = new();
    private readonly UnsupportedNodes unsupported = new();
    private readonly Dictionary<string, ImportedValue> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> wanted;
    private readonly FiniteWeights finite = new();

    public GraphImport(OnnxModel model, ImportOptions options)
    {
        this.model = model;
        this.options = options;
        inputTypes = new InputTypes(options);
        GraphProto graph = model.Proto.Graph;
        wanted = graph.Output.Select(static output => output.Name).Concat(graph.Node.SelectMany(static node => node.Input)).ToHashSet();
    }

    public WeightTable Weights => emitter.Weights;

    public IReadOnlyDictionary<string, string> TensorNames => emitter.TensorNames.ToImmutableDictionary();

    /// <summary>What was decided in the user's place.</summary>
    public IReadOnlyList<Diagnostic> Findings => inputTypes.Findings;

    public Graph Run()
    {
        IReadOnlyList<NodeProto> order = GraphOrder.Sort(model);
        ReadWeights();
        ReadInputs();
        foreach (NodeProto node in order)
        {
            TryImport(node);
        }

        unsupported.ThrowIfAny();

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
                Tensor data = TensorDecoder.Decode(weight, model.Folder);
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

            TensorType? type = inputTypes.Find(input, out UnusableInput? problem);
            values[input.Name] = type is null ? problem! : emitter.Input(input.Name, type);
        }
    }

    /// <summary>Imports a node, unless it follows from one that is not supported; the import goes on so that all of these are found.</summary>
    private void TryImport(NodeProto node)
    {
        bool follows = node.Input.Any(input => values.GetValueOrDefault(input) is FailedValue);
        if (!follows)
        {
            try
            {
                Import(node);
                return;
            }
            catch (DiagnosticException error) when (error.Diagnostic.Id == DiagnosticKinds.OperatorUnsupported.Id)
            {
                unsupported.Add(node, error.Diagnostic);
            }
        }

        foreach (string output in node.Output.Where(static output => output.Length > 0))
        {
            values[output] = FailedValue.Instance;
        }
    }

    private void Import(NodeProto node)
    {
        finite.Check(node, values);
        NodeContext context = new(node, model.OpsetOf(node.Domain), values, wanted, emitter);
        if (!OperatorDomain.IsStandard(node.Domain) || !OperatorTable.TryFind(node.OpType, out Action<NodeContext>? import))
        {
            throw context.Unsupported(model.DefinesFunction(node.Domain, node.OpType)
                ? "It is a function that the model itself defines: inline such functions, for instance by onnx.inliner.inline_local_functions of the Python package onnx."
                : "Export the model with operators of the list in docs/operators.md, or replace this node.");
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
