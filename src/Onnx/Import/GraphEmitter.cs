using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;

namespace PowerSoftmax.Onnx.Import;

/// <summary>Adds ops to the graph, or computes them at once when all of their operands are known.</summary>
internal sealed class GraphEmitter
{
    private readonly List<Node> nodes = [];
    private readonly List<GraphOutput> outputs = [];
    private readonly Dictionary<string, Tensor> weights = new(StringComparer.Ordinal);
    private readonly Dictionary<ConstantValue, ValueId> materialized = new(ReferenceEqualityComparer.Instance);
    private readonly NodeNames nodeNames = new();
    private readonly NodeNames weightNames = new();
    private readonly WorkBudget evaluation = WorkBudget.ForEvaluation();

    /// <summary>What may still be computed of constants.</summary>
    public WorkBudget Constants { get; } = WorkBudget.ForConstants(0);

    public WeightTable Weights => WeightTable.Empty.WithMany(weights);

    /// <summary>Node name to tensor name in the file.</summary>
    public Dictionary<string, string> TensorNames { get; } = new(StringComparer.Ordinal);

    public ComputedValue Input(string name, TensorType type)
    {
        ComputedValue value = Add(new Input(name, type), type, name);
        NameTensor(value, name);
        return value;
    }

    /// <summary>The op's value on the operands.</summary>
    /// <param name="name">Name of the node, or of the weight the value may become.</param>
    /// <param name="make">Makes the op from its operands.</param>
    /// <param name="operands">The operands.</param>
    /// <exception cref="IrException">The operands do not fit, or the result is too large.</exception>
    /// <exception cref="DiagnosticException">PSM1021, PSM1022: all ops together are too much.</exception>
    public TypedValue Apply(string name, Func<EquatableArray<ValueId>, TensorOp> make, IReadOnlyList<TypedValue> operands)
    {
        if (operands.All(static operand => operand is ConstantValue))
        {
            return Fold(name, make, operands.Cast<ConstantValue>().ToList());
        }

        TensorOp op = make(operands.Select(Materialize).ToEquatableArray());
        TensorType type = Infer(op, id => (TensorType)nodes[id.Index].Type);
        evaluation.Take(name, op, TypesOf(operands), type);
        return Add(op, type, name);
    }

    /// <summary>Records that a value is a tensor of the file; the first name wins.</summary>
    public void NameTensor(TypedValue value, string tensor)
    {
        if (value is ComputedValue computed)
        {
            TensorNames.TryAdd(nodes[computed.Id.Index].Name, tensor);
        }
    }

    public void Output(string name, TypedValue value)
    {
        ValueId id = Materialize(value);
        outputs.Add(new GraphOutput(name, id));

        // A constant has no tensor of its own in the file; under the output's name it can be observed.
        TensorNames.TryAdd(nodes[id.Index].Name, name);
    }

    public Graph Build() => new(ModuleKeys.Model, nodes.ToEquatableArray(), outputs.ToEquatableArray());

    private ConstantValue Fold(string name, Func<EquatableArray<ValueId>, TensorOp> make, IReadOnlyList<ConstantValue> operands)
    {
        TensorOp op = make(Enumerable.Range(0, operands.Count).Select(static index => new ValueId(index)).ToEquatableArray());
        TensorType type = Infer(op, id => operands[id.Index].Type);
        Constants.Take(name, op, TypesOf(operands), type);
        return new ConstantValue(op.Evaluate(op.Inputs.Select(id => operands[id.Index].Data).ToList(), type, WeightTable.Empty), name);
    }

    private static List<TensorType> TypesOf(IReadOnlyList<TypedValue> operands) => [.. operands.Select(static operand => operand.Type)];

    private static TensorType Infer(TensorOp op, Func<ValueId, TensorType> typeOf)
    {
        List<TensorType> operands = op.Inputs.Select(typeOf).ToList();
        if (!op.TakesStrings && operands.Any(static operand => operand.Element == ElementType.String))
        {
            throw new IrException("an operand holds strings, and this operator takes numbers");
        }

        EquatableArray<IrType> types = operands.Cast<IrType>().ToEquatableArray();
        TensorType type = (TensorType)op.InferType(new TypeContext(types, WeightTable.Empty));
        TensorShapes.CheckSize(type.Shape);
        return type;
    }

    private ValueId Materialize(TypedValue value)
    {
        if (value is ComputedValue computed)
        {
            return computed.Id;
        }

        ConstantValue constant = (ConstantValue)value;
        if (!materialized.TryGetValue(constant, out ValueId id))
        {
            string weight = weightNames.Unique(constant.Name);
            weights[weight] = constant.Data;
            id = Add(new Constant(weight), constant.Type, weight).Id;
            materialized[constant] = id;
        }

        return id;
    }

    private ComputedValue Add(TensorOp op, TensorType type, string name)
    {
        ValueId id = new(nodes.Count);
        nodes.Add(new Node(id, op, type, nodeNames.Unique(name)));
        return new ComputedValue(id, type);
    }
}
