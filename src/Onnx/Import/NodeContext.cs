using System.Globalization;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Import;

/// <summary>What an operator's importer sees of its node, and how it answers.</summary>
internal sealed class NodeContext
{
    private readonly NodeProto node;
    private readonly Dictionary<string, ImportedValue> values;
    private readonly HashSet<string> wanted;
    private readonly GraphEmitter emitter;
    private readonly HashSet<int> readInputs = [];

    public NodeContext(NodeProto node, int opset, Dictionary<string, ImportedValue> values, HashSet<string> wanted, GraphEmitter emitter)
    {
        this.node = node;
        this.values = values;
        this.wanted = wanted;
        this.emitter = emitter;
        Opset = opset;
        Name = NodeNames.Of(node);
        Attributes = new NodeAttributes(node.Attribute, this);
    }

    public string Name { get; }

    /// <summary>Version of the operator set of the node's own domain; 0 where the model states none.</summary>
    public int Opset { get; }

    public NodeAttributes Attributes { get; }

    /// <summary>Operands written in the file, omitted optional ones included.</summary>
    public int InputCount => node.Input.Count;

    public int OutputCount => node.Output.Count;

    public bool Has(int input)
    {
        readInputs.Add(input);
        return input < node.Input.Count && node.Input[input].Length > 0;
    }

    /// <summary>Whether some node or the graph's outputs use this output.</summary>
    public bool IsUsed(int output) => output < node.Output.Count && node.Output[output].Length > 0 && wanted.Contains(node.Output[output]);

    /// <exception cref="DiagnosticException">PSM2003: the operand is missing.</exception>
    public TypedValue Input(int input) => Has(input)
        ? (TypedValue)values[node.Input[input]]
        : throw Malformed(string.Create(CultureInfo.InvariantCulture, $"operand {input} is missing"));

    /// <summary>The value of an operand that has to be known now.</summary>
    /// <param name="input">Which operand.</param>
    /// <param name="role">What it says, for the message: "target shape".</param>
    /// <exception cref="DiagnosticException">PSM2005: it is computed from the graph's inputs.</exception>
    /// <exception cref="DiagnosticException">PSM1021: constants are too large altogether.</exception>
    public Tensor Constant(int input, string role)
    {
        if (Input(input) is ConstantValue constant)
        {
            emitter.Constants.Read(Name, constant.Shape.Count);
            return constant.Data;
        }

        throw new DiagnosticException(
            DiagnosticKinds.ShapeUnknown,
            string.Create(CultureInfo.InvariantCulture, $"Node '{Name}': the {role} of operator '{node.OpType}' (opset {Opset}) must be known when the model is imported, but '{node.Input[input]}' depends on the model's inputs. Export the model with fixed sizes, or give that input as a constant."));
    }

    /// <summary>Whole numbers of an operand that has to be known now.</summary>
    /// <exception cref="DiagnosticException">PSM2003: they are more than a tensor has axes and the node has outputs.</exception>
    public IReadOnlyList<int> ConstantIntegers(int input, string role)
    {
        Tensor constant = Constant(input, role);
        CheckCount(constant.Shape.Count, role);
        return constant.ToInt64().Select(Saturate).ToList();
    }

    /// <summary>Refuses lists of axes, sizes or bounds that are too long to mean anything: operators search them for every axis.</summary>
    public void CheckCount(long count, string role)
    {
        if (count > TensorShapes.MaxRank && count > OutputCount)
        {
            throw Malformed($"the {role} has {count} entries; at most {TensorShapes.MaxRank} axes are supported");
        }
    }

    /// <summary>Applies an op; <paramref name="part"/> is the role of its value (<see cref="NodePath"/>) where one node becomes several.</summary>
    public TypedValue Apply(string? part, Func<EquatableArray<ValueId>, TensorOp> make, params TypedValue[] operands) =>
        emitter.Apply(part is null ? Name : $"{Name}#{part}", make, operands);

    /// <summary>A constant that the file holds at this node.</summary>
    public TypedValue Literal(Tensor data)
    {
        emitter.Constants.AllowFor(data.Shape.Count);
        return NewConstant("value", data);
    }

    /// <summary>Charges a constant that the operator is about to make of others.</summary>
    /// <exception cref="DiagnosticException">PSM1021: constants are too large altogether.</exception>
    public void Hold(long elements) => emitter.Constants.Hold(Name, elements);

    /// <summary>A new constant.</summary>
    public TypedValue NewConstant(string part, Tensor data) => new ConstantValue(data, $"{Name}#{part}");

    /// <summary>Gives the node's first output.</summary>
    public void Return(TypedValue value) => Return(0, value);

    public void Return(int output, TypedValue value)
    {
        if (output >= node.Output.Count || node.Output[output].Length == 0)
        {
            return;
        }

        string tensor = node.Output[output];

        // A constant that is handed on keeps its name, so that tied weights stay one weight.
        bool handedOn = node.Input.Any(input => values.TryGetValue(input, out ImportedValue? operand) && ReferenceEquals(operand, value));
        values[tensor] = value is ConstantValue constant && !handedOn ? constant with { Name = tensor } : value;
        emitter.NameTensor(value, tensor);
    }

    /// <summary>Refuses operands and attributes that the operator's importer did not look at, and outputs it did not make.</summary>
    public void CheckComplete()
    {
        Attributes.CheckAllRead();
        int unmade = Enumerable.Range(0, node.Output.Count).FirstOrDefault(output => IsUsed(output) && !values.ContainsKey(node.Output[output]), -1);
        if (unmade >= 0)
        {
            throw Malformed(string.Create(CultureInfo.InvariantCulture, $"output {unmade} is one too many"));
        }

        int unread = Enumerable.Range(0, node.Input.Count).FirstOrDefault(input => node.Input[input].Length > 0 && !readInputs.Contains(input), -1);
        if (unread >= 0)
        {
            throw Malformed(string.Create(CultureInfo.InvariantCulture, $"operand {unread} is one too many"));
        }
    }

    /// <summary>Refuses operands that are not tensors.</summary>
    public void CheckOperands()
    {
        foreach (string input in node.Input.Where(static input => input.Length > 0))
        {
            switch (values[input])
            {
                case UnusableValue unusable:
                    throw Unsupported(unusable.Reason);
                case UnusableInput unusable:
                    throw new DiagnosticException(DiagnosticKinds.InputUnsupported, unusable.Name, unusable.Problem, Name, unusable.Help);
            }
        }
    }

    /// <summary>PSM2002: this use of the operator is not supported.</summary>
    public DiagnosticException Unsupported(string help) => new(
        DiagnosticKinds.OperatorUnsupported, Name, node.OpType, node.Domain.Length == 0 ? OperatorDomain.Standard : node.Domain, OpsetText, help);

    /// <summary>PSM2003: the model breaks the operator's rules.</summary>
    public DiagnosticException Malformed(string what) => new(DiagnosticKinds.OperatorMalformed, Name, node.OpType, Opset, what.TrimEnd('.') + ".");

    private string OpsetText => Opset == 0 ? "not stated" : Opset.ToString(CultureInfo.InvariantCulture);

    // Sizes fit 32 bits, so saturating keeps the meaning of "to the very end", which files write as the largest integer.
    private static int Saturate(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);
}
