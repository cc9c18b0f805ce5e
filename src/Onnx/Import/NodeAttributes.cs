using Google.Protobuf.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Import;

/// <summary>Attributes of a node. One that the operator's importer never reads is an error, not something to overlook.</summary>
internal sealed class NodeAttributes
{
    private readonly Dictionary<string, AttributeProto> attributes = new(StringComparer.Ordinal);
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly NodeContext context;

    public NodeAttributes(RepeatedField<AttributeProto> attributes, NodeContext context)
    {
        this.context = context;
        foreach (AttributeProto attribute in attributes)
        {
            this.attributes[attribute.Name] = attribute;
        }
    }

    public bool Has(string name) => attributes.ContainsKey(name);

    public int Integer(string name, int otherwise) => Find(name, AttributeKind.Integer) is AttributeProto attribute ? Saturate(attribute.I) : otherwise;

    public long LongInteger(string name) => Find(name, AttributeKind.Integer)?.I ?? 0;

    public float Real(string name, float otherwise) => Find(name, AttributeKind.Real) is AttributeProto attribute ? attribute.F : otherwise;

    public string? Text(string name) => Find(name, AttributeKind.Text)?.S.ToStringUtf8();

    public IReadOnlyList<string>? Texts(string name) => Find(name, AttributeKind.Texts)?.Strings.Select(static text => text.ToStringUtf8()).ToList();

    /// <summary>A list of axes, sizes or bounds.</summary>
    /// <exception cref="DiagnosticException">PSM2003: it has more entries than a tensor has axes and the node has outputs.</exception>
    public IReadOnlyList<int>? Integers(string name)
    {
        AttributeProto? attribute = Find(name, AttributeKind.Integers);
        context.CheckCount(attribute?.Ints.Count ?? 0, $"attribute '{name}'");
        return attribute?.Ints.Select(Saturate).ToList();
    }

    public IReadOnlyList<long>? LongIntegers(string name) => Find(name, AttributeKind.Integers)?.Ints;

    public IReadOnlyList<float>? Reals(string name) => Find(name, AttributeKind.Reals)?.Floats;

    public Tensor? TensorOrNull(string name) => Find(name, AttributeKind.Tensor) is AttributeProto { T: TensorProto tensor } ? TensorDecoder.Decode(tensor) : null;

    /// <summary>States that an attribute changes nothing here.</summary>
    public void Ignore(string name) => read.Add(name);

    /// <exception cref="DiagnosticException">PSM2002: an attribute has not been read.</exception>
    public void CheckAllRead()
    {
        string? unknown = attributes.Keys.FirstOrDefault(name => !read.Contains(name));
        if (unknown is not null)
        {
            throw context.Unsupported($"Its attribute '{unknown}' is not known for this opset; export the model again with a newer opset.");
        }
    }

    private AttributeProto? Find(string name, AttributeKind kind)
    {
        read.Add(name);
        AttributeProto? attribute = attributes.GetValueOrDefault(name);

        // The oldest files leave the kind out.
        bool fits = attribute is null || attribute.Type == 0 || attribute.Type == (int)kind;
        return fits ? attribute : throw context.Malformed($"the attribute '{name}' holds another kind of value than {kind}");
    }

    private static int Saturate(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);
}
