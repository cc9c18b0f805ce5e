using System.Runtime.InteropServices;
using Google.Protobuf;
using PowerSoftmax.Onnx.Wire;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Export;

/// <summary>Builds an ONNX graph with the names and the spelling of PyTorch's exporter.</summary>
/// <remarks>
/// A node <c>/path/MatMul</c> has the output <c>/path/MatMul_output_0</c>; a second node of that path and operator is
/// <c>/path/MatMul_1</c>. Small constants are Constant nodes, weights are initializers.
/// </remarks>
internal sealed class OnnxGraph
{
    private readonly GraphProto graph = new() { Name = "main_graph" };
    private readonly Dictionary<string, int> uses = new(StringComparer.Ordinal);

    /// <summary>Adds a node and returns the name of its output.</summary>
    public string Node(string path, string op, string[] inputs, params AttributeProto[] attributes)
    {
        NodeProto node = new() { OpType = op, Name = Unique($"{path}/{op}") };
        node.Input.AddRange(inputs);
        node.Output.Add($"{node.Name}_output_0");
        node.Attribute.AddRange(attributes);
        graph.Node.Add(node);

        return node.Output[0];
    }

    /// <summary>Adds a float32 weight.</summary>
    public string Weight(string name, Tensor tensor)
    {
        using Tensor contiguous = tensor.detach().contiguous();

        return Weight(name, contiguous.data<float>().ToArray(), contiguous.shape);
    }

    /// <summary>Adds a float32 weight in row-major order.</summary>
    public string Weight(string name, float[] values, long[] shape)
    {
        TensorProto weight = FloatTensor(values, shape);
        weight.Name = name;
        graph.Initializer.Add(weight);

        return name;
    }

    /// <summary>Adds a Constant node with a float32 scalar.</summary>
    public string Scalar(string path, double value) => Constant(path, FloatTensor([(float)value], []));

    /// <summary>Adds a Constant node with a vector of int64.</summary>
    public string Integers(string path, params long[] values)
    {
        TensorProto tensor = new()
        {
            DataType = OnnxCodes.Int64,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<long>(values)),
        };
        tensor.Dims.Add(values.Length);

        return Constant(path, tensor);
    }

    /// <summary>Finishes the model: opset 17, one input, and the named value as its float32 output.</summary>
    public ModelProto Finish((string Name, int Element, long[] Shape) input, (string Name, long[] Shape) output, string result)
    {
        graph.Node.Single(node => node.Output[0] == result).Output[0] = output.Name;
        graph.Input.Add(Value(input.Name, input.Element, input.Shape));
        graph.Output.Add(Value(output.Name, OnnxCodes.Float, output.Shape));

        ModelProto model = new() { IrVersion = 8, ProducerName = "PowerSoftmax.Training", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = 17 });

        return model;
    }

    public static AttributeProto Attribute(string name, long value) =>
        new() { Name = name, I = value, Type = OnnxCodes.IntAttribute };

    public static AttributeProto Attribute(string name, double value) =>
        new() { Name = name, F = (float)value, Type = OnnxCodes.FloatAttribute };

    public static AttributeProto Attribute(string name, params long[] values)
    {
        AttributeProto attribute = new() { Name = name, Type = OnnxCodes.IntsAttribute };
        attribute.Ints.AddRange(values);

        return attribute;
    }

    private string Constant(string path, TensorProto tensor) =>
        Node(path, "Constant", [], new AttributeProto
        {
            Name = "value",
            T = tensor,
            Type = OnnxCodes.TensorAttribute,
        });

    private string Unique(string name)
    {
        int use = uses.GetValueOrDefault(name);
        uses[name] = use + 1;

        return use == 0 ? name : $"{name}_{use}";
    }

    private static TensorProto FloatTensor(float[] values, long[] shape)
    {
        TensorProto tensor = new()
        {
            DataType = OnnxCodes.Float,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)),
        };
        tensor.Dims.AddRange(shape);

        return tensor;
    }

    private static ValueInfoProto Value(string name, int type, long[] shape)
    {
        TensorShapeProto dimensions = new();
        dimensions.Dim.AddRange(shape.Select(static size => new TensorShapeProto.Types.Dimension { DimValue = size }));

        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = dimensions },
            },
        };
    }
}
