using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Passes.Tests.Structure;

/// <summary>Writes ONNX graphs: weights with reproducible values, and nodes named after what they make.</summary>
internal sealed class OnnxGraphBuilder
{
    public const int FloatType = 1;
    public const int Int64Type = 7;

    public OnnxGraphBuilder(int opset) => Model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });

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

    /// <summary>Normally distributed weights of a deviation.</summary>
    public string Random(string name, double deviation, params int[] sizes)
    {
        Random random = new(name.Aggregate(7, static (hash, letter) => unchecked((hash * 31) + letter)));
        int count = sizes.Aggregate(1, static (product, size) => product * size);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Floats(name, sizes, [.. Enumerable.Range(0, count).Select(_ => (float)(deviation * Normal()))]);
    }

    public string Floats(string name, int[] sizes, params float[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = FloatType };
        tensor.Dims.Add(sizes.Select(static size => (long)size));
        tensor.FloatData.Add(values);
        Model.Graph.Initializer.Add(tensor);
        return name;
    }

    public string Integers(string name, params long[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = Int64Type };
        tensor.Dims.Add(values.Length);
        tensor.Int64Data.Add(values);
        Model.Graph.Initializer.Add(tensor);
        return name;
    }

    public string Node(string output, string operatorName, string[] inputs, params AttributeProto[] attributes)
    {
        NodeProto node = new() { OpType = operatorName, Name = $"/{output}" };
        node.Input.Add(inputs);
        node.Output.Add(output);
        node.Attribute.Add(attributes);
        Model.Graph.Node.Add(node);
        return output;
    }

    public static AttributeProto Int(string name, long value) => new() { Name = name, I = value, Type = 2 };

    public static AttributeProto Real(string name, float value) => new() { Name = name, F = value, Type = 1 };

    public static AttributeProto Ints(string name, params long[] values)
    {
        AttributeProto attribute = new() { Name = name, Type = 7 };
        attribute.Ints.Add(values);
        return attribute;
    }
}
