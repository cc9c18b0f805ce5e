using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;

namespace PowerSoftmax.Onnx.Import;

/// <summary>Adds ops to the graph, or computes them at once when all of their operands are known.</summary>
internal sealed class GraphEmitter
{
    /// <summary>Elements that folding may produce altogether: a bound for hostile files, far above what shape arithmetic needs.</summary>
    private const long MaxFoldedElements = 1L << 28;

    private readonly GraphBuilder builder = new(OnnxImporter.GraphName, WeightTable.Empty);
    private readonly Dictionary<ConstantValue, ValueId> materialized = new(ReferenceEqualityComparer.Instance);
    private readonly NodeNames nodeNames = new();
    private readonly NodeNames weightNames = new();
    private long foldedElements;

    public WeightTable Weights => builder.Weights;

    /// <summary>Node name to tensor name in the file.</summary>
    public Dictionary<string, string> TensorNames { get; } = new(StringComparer.Ordinal);

    public ComputedValue Input(string name, TensorType type)
    {
        string nodeName = nodeNames.Unique(name);
        TensorNames[nodeName] = name;
        return new ComputedValue(builder.Add(new Input(name, type), nodeName), type);
    }

    /// <summary>The op's value on the operands.</summary>
    /// <param name="name">Name of the node, or of the weight the value may become.</param>
    /// <param name="make">Makes the op from its operands.</param>
    /// <param name="operands">The operands.</param>
    /// <exception cref="IrException">The operands do not fit, or the result is too large.</exception>
    public TypedValue Apply(string name, Func<EquatableArray<ValueId>, TensorOp> make, IReadOnlyList<TypedValue> operands)
    {
        if (operands.All(static operand => operand is ConstantValue))
        {
            return Fold(name, make, operands.Cast<ConstantValue>().ToList());
        }

        TensorOp op = make(operands.Select(Materialize).ToEquatableArray());
        ValueId value = builder.Add(op, nodeNames.Unique(name));
        TensorType type = (TensorType)builder.TypeOf(value);
        TensorShapes.CheckSize(type.Shape);
        return new ComputedValue(value, type);
    }

    /// <summary>Records that a value is a tensor of the file; the first name wins.</summary>
    public void NameTensor(TypedValue value, string tensor)
    {
        if (value is ComputedValue computed)
        {
            TensorNames.TryAdd(builder[computed.Id].Name, tensor);
        }
    }

    public void Output(string name, TypedValue value) => builder.Output(name, Materialize(value));

    public Graph Build() => builder.Build();

    private ConstantValue Fold(string name, Func<EquatableArray<ValueId>, TensorOp> make, IReadOnlyList<ConstantValue> operands)
    {
        TensorOp op = make(Enumerable.Range(0, operands.Count).Select(static index => new ValueId(index)).ToEquatableArray());
        EquatableArray<IrType> types = operands.Select(static IrType (operand) => operand.Type).ToEquatableArray();
        TensorType type = (TensorType)op.InferType(new TypeContext(types, WeightTable.Empty));
        TensorShapes.CheckSize(type.Shape);
        foldedElements += type.Shape.Count;
        if (foldedElements > MaxFoldedElements)
        {
            throw new IrException($"the model's constants grow beyond {MaxFoldedElements} elements");
        }

        return new ConstantValue(op.Evaluate(operands.Select(static operand => operand.Data).ToList(), type, WeightTable.Empty), name);
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
            builder.Weights = builder.Weights.With(weight, constant.Data);
            id = builder.Add(new Constant(weight), nodeNames.Unique(weight));
            materialized[constant] = id;
        }

        return id;
    }
}
