using Google.Protobuf;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Tests.Import;

/// <summary>Writes small models: float inputs, constants, nodes.</summary>
internal sealed class TestModel
{
    private const int FloatType = 1;
    private const int Int64Type = 7;

    public TestModel(int opset = 17) => Proto.OpsetImport.Add(new OperatorSetIdProto { Version = opset });

    public ModelProto Proto { get; } = new() { IrVersion = 8, Graph = new GraphProto { Name = "test" } };

    /// <summary>A float input; a negative size is an open dimension, named <c>n</c>.</summary>
    public TestModel Input(string name, params int[] sizes)
    {
        TensorShapeProto shape = new();
        shape.Dim.Add(sizes.Select(static size => size < 0
            ? new TensorShapeProto.Types.Dimension { DimParam = "n" }
            : new TensorShapeProto.Types.Dimension { DimValue = size }));
        TypeProto type = new() { TensorType = new TypeProto.Types.Tensor { ElemType = FloatType, Shape = shape } };
        Proto.Graph.Input.Add(new ValueInfoProto { Name = name, Type = type });
        return this;
    }

    public TestModel Floats(string name, int[] sizes, params float[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = FloatType };
        tensor.Dims.Add(sizes.Select(static size => (long)size));
        tensor.FloatData.Add(values);
        Proto.Graph.Initializer.Add(tensor);
        return this;
    }

    public TestModel Integers(string name, params long[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = Int64Type };
        tensor.Dims.Add(values.Length);
        tensor.Int64Data.Add(values);
        Proto.Graph.Initializer.Add(tensor);
        return this;
    }

    public TestModel Node(string operatorName, string[] inputs, string output, params AttributeProto[] attributes)
    {
        NodeProto node = new() { OpType = operatorName, Name = $"the {output}" };
        node.Input.Add(inputs);
        node.Output.Add(output);
        node.Attribute.Add(attributes);
        Proto.Graph.Node.Add(node);
        return this;
    }

    public TestModel Output(string name)
    {
        Proto.Graph.Output.Add(new ValueInfoProto { Name = name });
        return this;
    }

    public OnnxModel Build() => OnnxModelReader.Read(Bytes(), "test.onnx");

    public byte[] Bytes() => Proto.ToByteArray();

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, I = value, Type = 2 };

    public static AttributeProto Attribute(string name, params long[] values)
    {
        AttributeProto attribute = new() { Name = name, Type = 7 };
        attribute.Ints.Add(values);
        return attribute;
    }
}
