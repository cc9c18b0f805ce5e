using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Writing;

/// <summary>Writes ONNX graphs: weights with reproducible values, and nodes named after what they make.</summary>
/// <remarks>Weights go into the model, or into a <see cref="WeightFile"/> beside it. Not thread-safe.</remarks>
internal sealed class OnnxGraphBuilder
{
    public const int FloatType = 1;
    public const int Int64Type = 7;
    public const int BoolType = 9;

    private readonly WeightFile? file;

    /// <param name="opset">Version of the standard operator set.</param>
    /// <param name="file">Where float weights go; null keeps them in the model.</param>
    public OnnxGraphBuilder(int opset, WeightFile? file = null)
    {
        this.file = file;
        Model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
    }

    public ModelProto Model { get; } = new() { IrVersion = 8, Graph = new GraphProto { Name = "small" } };

    public string Input(string name, int element, params int[] sizes)
    {
        TensorShapeProto shape = new();
        shape.Dim.Add(sizes.Select(static size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        Model.Graph.Input.Add(new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = element, Shape = shape } } });
        return name;
    }

    public void Output(string name) => Model.Graph.Output.Add(new ValueInfoProto
    {
        Name = name,
        Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = FloatType } },
    });

    /// <summary>Normally distributed weights of a deviation; the name is the seed.</summary>
    public string Random(string name, double deviation, params int[] sizes) => Random(name, 0, deviation, sizes);

    /// <summary>Normally distributed weights of a mean and a deviation; the name is the seed.</summary>
    public string Random(string name, double mean, double deviation, int[] sizes) =>
        Floats(name, sizes, NormalNumbers.Draw(name, mean, deviation, sizes.Aggregate(1, static (product, size) => product * size)));

    public string Floats(string name, int[] sizes, params float[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = FloatType };
        tensor.Dims.Add(sizes.Select(static size => (long)size));
        if (file is null)
        {
            tensor.FloatData.Add(values);
        }
        else
        {
            file.Append(tensor, values);
        }

        Model.Graph.Initializer.Add(tensor);
        return name;
    }

    /// <summary>A vector of integers.</summary>
    public string Integers(string name, params long[] values) => Integers(name, [values.Length], values);

    /// <summary>Integers of any shape; none of size 1 is a scalar.</summary>
    public string Integers(string name, int[] sizes, long[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = Int64Type };
        tensor.Dims.Add(sizes.Select(static size => (long)size));
        tensor.Int64Data.Add(values);
        Model.Graph.Initializer.Add(tensor);
        return name;
    }

    public string Node(string output, string operatorName, string[] inputs, params AttributeProto[] attributes) =>
        Nodes([output], operatorName, inputs, attributes)[0];

    /// <summary>A node of several outputs, named after the first.</summary>
    public string[] Nodes(string[] outputs, string operatorName, string[] inputs, params AttributeProto[] attributes)
    {
        NodeProto node = new() { OpType = operatorName, Name = $"/{outputs[0]}" };
        node.Input.Add(inputs);
        node.Output.Add(outputs);
        node.Attribute.Add(attributes);
        Model.Graph.Node.Add(node);
        return outputs;
    }

    public static AttributeProto Int(string name, long value) => new() { Name = name, I = value, Type = 2 };

    public static AttributeProto Real(string name, float value) => new() { Name = name, F = value, Type = 1 };

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, S = Google.Protobuf.ByteString.CopyFromUtf8(value), Type = 3 };

    public static AttributeProto Ints(string name, params long[] values)
    {
        AttributeProto attribute = new() { Name = name, Type = 7 };
        attribute.Ints.Add(values);
        return attribute;
    }
}
