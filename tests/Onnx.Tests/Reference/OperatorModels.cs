using PowerSoftmax.Onnx.Tests.Import;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Tests.Reference;

/// <summary>One small model for each operator, in the spelling of an opset.</summary>
internal static class OperatorModels
{
    public static IReadOnlyDictionary<string, Func<TestModel>> All { get; } = new Dictionary<string, Func<TestModel>>(StringComparer.Ordinal)
    {
        ["Abs"] = static () => Unary("Abs"),
        ["Add"] = static () => Binary("Add"),
        ["And"] = static () => Connective("And"),
        ["BatchNormalization"] = static () => Two([2, 3, 4], [3]).Floats("b", [3], 0, 1, 2).Floats("m", [3], 1, -1, 0.5f).Floats("v", [3], 1, 2, 0.5f)
            .Node("BatchNormalization", ["x", "y", "b", "m", "v"], "z", Real("epsilon", 0.25f)).Output("z"),
        ["BatchNormalization of constants"] = static () => One(17, 4, 3).Floats("s", [3], 1, -2, 3).Floats("b", [3], 0, 1, 2).Floats("m", [3], 1, -1, 0.5f).Floats("v", [3], 1, 2, 0.5f)
            .Node("BatchNormalization", ["x", "s", "b", "m", "v"], "z").Output("z"),
        ["Concat"] = static () => Two([2, 3, 4], [2, 5, 4]).Node("Concat", ["x", "y"], "z", Int("axis", -2)).Output("z"),
        ["Div"] = static () => Binary("Div"),
        ["Einsum"] = static () => Two([2, 3, 4], [5, 4, 2]).Node("Einsum", ["x", "y"], "z", Text("equation", "bij, kjb -> kbi")).Output("z"),
        ["Einsum of a constant"] = static () => One(17, 2, 3, 2).Floats("w", [3, 2, 2], 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
            .Node("Einsum", ["x", "w"], "z", Text("equation", "rst,stc->rc")).Output("z"),
        ["Einsum with a sum"] = static () => Two([2, 3, 4], [4]).Node("Einsum", ["x", "y"], "z", Text("equation", "ijk,k")).Output("z"),
        ["Equal"] = static () => Two([2, 3], [2, 3]).Node("Cast", ["x"], "i", Int("to", 7)).Node("Cast", ["y"], "j", Int("to", 7)).Node("Equal", ["i", "j"], "z").Output("z"),
        ["Erf"] = static () => Unary("Erf"),
        ["Exp"] = static () => Unary("Exp"),
        ["Expand"] = static () => One(17, 3, 1).Integers("shape", 2, 1, 4).Node("Expand", ["x", "shape"], "z").Output("z"),
        ["Flatten"] = static () => One(17, 2, 3, 4).Node("Flatten", ["x"], "z", Int("axis", -1)).Output("z"),
        ["Gather"] = static () => One(17, 3, 4).Integers("i", 2, -1, 0).Node("Gather", ["x", "i"], "z", Int("axis", 1)).Output("z"),
        ["Gelu"] = static () => One(20, 3, 4).Node("Gelu", ["x"], "z").Output("z"),
        ["Gelu by tanh"] = static () => One(20, 3, 4).Node("Gelu", ["x"], "z", Text("approximate", "tanh")).Output("z"),
        ["Gemm"] = static () => Two([4, 2], [3, 4]).Floats("c", [3], 1, 2, 3)
            .Node("Gemm", ["x", "y", "c"], "z", Int("transA", 1), Int("transB", 1), Real("alpha", 0.5f), Real("beta", -2)).Output("z"),
        ["Greater"] = static () => Binary("Greater"),
        ["GreaterOrEqual"] = static () => Binary("GreaterOrEqual"),
        ["LayerNormalization"] = static () => One(17, 2, 3, 4).Floats("g", [4], 1, -2, 3, 0.5f).Floats("b", [4], 0, 1, 2, 3)
            .Node("LayerNormalization", ["x", "g", "b"], "z").Output("z"),
        ["LayerNormalization of little variance"] = static () => One(17, 2, 3, 4).Floats("s", [], 0.001f).Node("Mul", ["x", "s"], "small").Floats("g", [4], 1, 1, 1, 1)
            .Node("LayerNormalization", ["small", "g"], "z").Output("z"),
        ["LayerNormalization with its epsilon"] = static () => One(17, 2, 3, 4).Floats("g", [4], 1, 1, 1, 1)
            .Node("LayerNormalization", ["x", "g"], "z", Real("epsilon", 0.5f)).Output("z"),
        ["LayerNormalization over two axes"] = static () => One(17, 2, 3, 4).Floats("g", [3, 4], 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
            .Node("LayerNormalization", ["x", "g"], "z", Int("axis", 1)).Output("z"),
        ["Less"] = static () => Binary("Less"),
        ["LessOrEqual"] = static () => Binary("LessOrEqual"),
        ["MatMul"] = static () => Two([2, 1, 3, 4], [5, 4, 2]).Node("MatMul", ["x", "y"], "z").Output("z"),
        ["MatMul by a vector"] = static () => Two([2, 3, 4], [4]).Node("MatMul", ["x", "y"], "z").Output("z"),
        ["Max"] = static () => Binary("Max"),
        ["Min"] = static () => Binary("Min"),
        ["Mul"] = static () => Binary("Mul"),
        ["Neg"] = static () => Unary("Neg"),
        ["Not"] = static () => Two([2, 3], [2, 3]).Node("Less", ["x", "y"], "a").Node("Not", ["a"], "z").Output("z"),
        ["Or"] = static () => Connective("Or"),
        ["Pow"] = static () => One(17, 3, 4).Floats("p", [], 4).Node("Pow", ["x", "p"], "z").Output("z"),
        ["Reciprocal"] = static () => Unary("Reciprocal"),
        ["ReduceMax"] = static () => One(17, 2, 3, 4).Node("ReduceMax", ["x"], "z", Ints("axes", 0, -1), Int("keepdims", 0)).Output("z"),
        ["ReduceMean"] = static () => One(17, 2, 3, 4).Node("ReduceMean", ["x"], "z", Ints("axes", 1)).Output("z"),
        ["ReduceMean of opset 18"] = static () => One(18, 2, 3, 4).Integers("axes", -1).Node("ReduceMean", ["x", "axes"], "z").Output("z"),
        ["ReduceSum"] = static () => One(17, 2, 3, 4).Integers("axes", 0, 2).Node("ReduceSum", ["x", "axes"], "z").Output("z"),
        ["ReduceSum of opset 11"] = static () => One(11, 2, 3, 4).Node("ReduceSum", ["x"], "z", Ints("axes", -1)).Output("z"),
        ["Relu"] = static () => Unary("Relu"),
        ["Reshape"] = static () => One(17, 2, 3, 4).Integers("shape", 0, -1, 2).Node("Reshape", ["x", "shape"], "z").Output("z"),
        ["Sigmoid"] = static () => Unary("Sigmoid"),
        ["Slice"] = static () => One(17, 5, 6).Integers("s", -1, 1).Integers("e", -5, long.MaxValue).Integers("a", 0, 1).Integers("t", -2, 2)
            .Node("Slice", ["x", "s", "e", "a", "t"], "z").Output("z"),
        ["Slice of opset 9"] = static () => One(9, 5, 6).Node("Slice", ["x"], "z", Ints("starts", 1, -3), Ints("ends", 1000, -1)).Output("z"),
        ["Softmax"] = static () => One(17, 2, 3, 4).Node("Softmax", ["x"], "z", Int("axis", 1)).Output("z"),
        ["Softmax of opset 11"] = static () => One(11, 2, 3, 4).Node("Softmax", ["x"], "z", Int("axis", 1)).Output("z"),
        ["Softmax of opset 11 by default"] = static () => One(11, 2, 3, 4).Node("Softmax", ["x"], "z").Output("z"),
        ["Softmax of opset 12 by default"] = static () => One(12, 2, 3, 4, 2).Node("Softmax", ["x"], "z").Output("z"),
        ["Softmax of opset 13 by default"] = static () => One(13, 2, 3, 4).Node("Softmax", ["x"], "z").Output("z"),
        ["Split"] = static () => Split(),
        ["Sqrt"] = static () => One(17, 3, 4).Node("Abs", ["x"], "a").Node("Sqrt", ["a"], "z").Output("z"),
        ["Squeeze"] = static () => One(17, 1, 3, 1).Node("Squeeze", ["x"], "z").Output("z"),
        ["Sub"] = static () => Binary("Sub"),
        ["Tanh"] = static () => Unary("Tanh"),
        ["Transpose"] = static () => One(17, 2, 3, 4).Node("Transpose", ["x"], "z", Ints("perm", 2, 0, 1)).Output("z"),
        ["Trilu"] = static () => One(17, 2, 4, 4).Integers("k", 1).Node("Squeeze", ["k"], "k0").Node("Trilu", ["x", "k0"], "z", Int("upper", 0)).Output("z"),
        ["Unsqueeze"] = static () => One(17, 3, 4).Integers("axes", 0, -1).Node("Unsqueeze", ["x", "axes"], "z").Output("z"),
        ["Where"] = static () => Two([2, 3], [3]).Node("Less", ["x", "y"], "a").Node("Where", ["a", "x", "y"], "z").Output("z"),
    };

    private static TestModel One(int opset, params int[] sizes) => new TestModel(opset).Input("x", sizes);

    private static TestModel Two(int[] left, int[] right) => new TestModel().Input("x", left).Input("y", right);

    private static TestModel Unary(string name) => One(17, 3, 4).Node(name, ["x"], "z").Output("z");

    private static TestModel Binary(string name) => Two([2, 1, 4], [3, 1]).Node(name, ["x", "y"], "z").Output("z");

    private static TestModel Connective(string name) =>
        Two([2, 3], [3]).Node("Less", ["x", "y"], "a").Node("Less", ["y", "x"], "b").Node(name, ["a", "b"], "z").Output("z");

    private static TestModel Split()
    {
        TestModel model = One(17, 3, 6).Integers("sizes", 1, 5).Node("Split", ["x", "sizes"], "a", Int("axis", 1));
        model.Proto.Graph.Node[0].Output.Add("z");
        return model.Output("z").Output("a");
    }

    private static AttributeProto Int(string name, long value) => TestModel.Attribute(name, value);

    private static AttributeProto Ints(string name, params long[] values) => TestModel.Attribute(name, values);

    private static AttributeProto Real(string name, float value) => new() { Name = name, F = value, Type = 1 };

    private static AttributeProto Text(string name, string value) => new() { Name = name, S = Google.Protobuf.ByteString.CopyFromUtf8(value), Type = 3 };
}
