using PowerSoftmax.Onnx.Wire;
using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.Passes.Tests.Structure;

/// <summary>Changes the structure of a model as bugs of exporters, other models and hostile hands would; the same seed, the same change.</summary>
internal sealed class ModelMutator(Random random)
{
    private static readonly string[][] Groups =
    [
        ["Relu", "Sigmoid", "Tanh", "Erf", "Sqrt", "Abs", "Neg", "Exp", "Identity", "Reciprocal", "Softmax", "Transpose", "Shape", "Not", "Flatten", "Squeeze"],
        ["Add", "Sub", "Mul", "Div", "Pow", "MatMul", "Min", "Less", "Equal", "Gather", "Concat", "Reshape", "Expand"],
        ["ReduceMean", "ReduceSum", "ReduceMax"],
        ["Gemm", "LayerNormalization", "Where", "Slice", "Split"],
    ];

    private static readonly string[] Names = ["", "x", "y\"z", "a\nb", "a b", "%0", "}", "tensor.add", "ä€", "a/b/../c", "logits", "null", new string('n', 300)];

    /// <summary>Changes the model in place and says what it did.</summary>
    public string Mutate(ModelProto model)
    {
        GraphProto graph = model.Graph;
        (string Name, Func<GraphProto, string> Change)[] changes =
        [
            ("operator", ChangeOperator), ("operator", ChangeOperator), ("attribute", ChangeAttribute), ("attribute", ChangeAttribute),
            ("swap", SwapInputs), ("rewire", Rewire), ("rewire", Rewire), ("drop", Drop), ("drop", Drop), ("duplicate", Duplicate), ("copy", Copy),
            ("shape", ChangeShape), ("values", ChangeValues), ("values", ChangeValues), ("dtype", ChangeElement), ("cast", InsertCast),
            ("rename", Rename), ("node name", RenameNode), ("reorder", Reorder), ("output", ChangeOutput), ("input", ChangeInput),
        ];
        int choice = random.Next(changes.Length + 1);
        return choice == changes.Length ? ChangeOpset(model) : $"{changes[choice].Name}: {changes[choice].Change(graph)}";
    }

    private NodeProto AnyNode(GraphProto graph) => graph.Node[random.Next(graph.Node.Count)];

    private T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private string AnyTensor(GraphProto graph) => Any(
        [.. graph.Node.SelectMany(static node => node.Output), .. graph.Initializer.Select(static weight => weight.Name), .. graph.Input.Select(static input => input.Name)]);

    private string ChangeOperator(GraphProto graph)
    {
        NodeProto node = AnyNode(graph);
        string[] group = Array.Find(Groups, group => group.Contains(node.OpType)) ?? Any(Groups);
        string before = node.OpType;
        node.OpType = random.Next(6) == 0 ? Any(Any(Groups)) : Any(group);
        return $"{node.Name} {before} -> {node.OpType}";
    }

    private string ChangeAttribute(GraphProto graph)
    {
        NodeProto[] nodes = [.. graph.Node.Where(static node => node.Attribute.Count > 0)];
        if (nodes.Length == 0)
        {
            return "none";
        }

        NodeProto node = Any(nodes);
        AttributeProto attribute = Any(node.Attribute);
        switch (random.Next(5))
        {
            case 0:
                node.Attribute.Remove(attribute);
                break;
            case 1:
                attribute.Name = Any(["axis", "axes", "keepdims", "epsilon", "perm", "alpha", "unknown"]);
                break;
            case 2:
                attribute.F *= Any([0f, -1f, 1e-30f, 100f]);
                attribute.I = Any([0L, 1, -1, 2, -2, long.MaxValue, long.MinValue]);
                break;
            case 3 when attribute.Ints.Count > 1:
                (attribute.Ints[0], attribute.Ints[^1]) = (attribute.Ints[^1], attribute.Ints[0]);
                break;
            default:
                attribute.Ints.Add(attribute.Ints.Count > 0 && random.Next(2) == 0 ? attribute.Ints[0] : random.Next(-3, 4));
                break;
        }

        return $"{node.Name} {attribute}";
    }

    private string SwapInputs(GraphProto graph)
    {
        NodeProto node = Any([.. graph.Node.Where(static node => node.Input.Count > 1)]);
        (node.Input[0], node.Input[1]) = (node.Input[1], node.Input[0]);
        return node.Name;
    }

    private string Rewire(GraphProto graph)
    {
        NodeProto node = AnyNode(graph);
        int place = random.Next(node.Input.Count);
        string before = node.Input[place];

        // Mostly neighbours in the graph, which often fit in shape.
        int index = graph.Node.IndexOf(node);
        NodeProto near = graph.Node[Math.Clamp(index + random.Next(-8, 4), 0, graph.Node.Count - 1)];
        node.Input[place] = random.Next(4) == 0 ? AnyTensor(graph) : near.Output[0];
        return $"{node.Name} {before} -> {node.Input[place]}";
    }

    private string Drop(GraphProto graph)
    {
        NodeProto node = AnyNode(graph);
        graph.Node.Remove(node);
        string instead = random.Next(8) == 0 ? "nothing" : Any(node.Input);
        Replace(graph, node.Output[0], instead);
        return $"{node.Name}, {instead} instead";
    }

    private string Duplicate(GraphProto graph)
    {
        NodeProto node = AnyNode(graph);
        NodeProto second = node.Clone();
        second.Output.Clear();
        second.Output.Add(node.Output[0] + ".again");
        second.Input[random.Next(second.Input.Count)] = node.Output[0];
        second.Name = random.Next(2) == 0 ? node.Name : node.Name + ".again";
        Replace(graph, node.Output[0], second.Output[0]);
        graph.Node.Insert(graph.Node.IndexOf(node) + 1, second);
        return node.Name;
    }

    private string Copy(GraphProto graph)
    {
        NodeProto node = AnyNode(graph);
        NodeProto[] users = [.. graph.Node.Where(user => user.Input.Contains(node.Output[0]))];
        NodeProto copy = node.Clone();
        copy.Output[0] = node.Output[0] + ".copy";
        graph.Node.Insert(graph.Node.IndexOf(node) + 1, copy);
        if (users.Length > 0)
        {
            NodeProto user = Any(users);
            user.Input[user.Input.IndexOf(node.Output[0])] = copy.Output[0];
        }

        return node.Name;
    }

    private string ChangeShape(GraphProto graph)
    {
        TensorProto weight = Any(graph.Initializer);
        switch (random.Next(4))
        {
            case 0 when weight.Dims.Count > 1:
                (weight.Dims[0], weight.Dims[^1]) = (weight.Dims[^1], weight.Dims[0]);
                break;
            case 1:
                weight.Dims.Insert(random.Next(weight.Dims.Count + 1), 1);
                break;
            case 2 when weight.Dims.Count > 0:
                weight.Dims[0] += random.Next(2) == 0 ? 1 : -1;
                break;
            default:
                Resize(weight, Math.Max(1, random.Next(2) == 0 ? weight.FloatData.Count / 2 : weight.FloatData.Count * 2));
                break;
        }

        return $"{weight.Name} [{string.Join(", ", weight.Dims)}]";
    }

    private static void Resize(TensorProto weight, int count)
    {
        float[] values = [.. weight.FloatData];
        if (values.Length > 0 && weight.Dims.Count > 0)
        {
            weight.FloatData.Clear();
            weight.FloatData.Add(Enumerable.Range(0, count).Select(index => values[index % values.Length]));
            weight.Dims[0] = weight.Dims[0] * count / values.Length;
        }
    }

    private string ChangeValues(GraphProto graph)
    {
        TensorProto weight = Any(graph.Initializer);
        float factor = Any([0f, -1f, 0.01f, 3f, 1e6f, 1e-20f, float.NaN, float.PositiveInfinity]);
        bool isOne = random.Next(2) == 0;
        int chosen = random.Next(Math.Max(1, weight.FloatData.Count));
        for (int index = 0; index < weight.FloatData.Count; index++)
        {
            weight.FloatData[index] *= isOne && index != chosen ? 1 : factor;
        }

        for (int index = 0; index < weight.Int64Data.Count; index++)
        {
            weight.Int64Data[index] += random.Next(-1, 2);
        }

        return $"{weight.Name} times {factor}{(isOne ? " at one place" : string.Empty)}";
    }

    private string ChangeElement(GraphProto graph)
    {
        TensorProto weight = Any(graph.Initializer);
        double[] values = [.. weight.FloatData.Select(static value => (double)value), .. weight.Int64Data.Select(static value => (double)value)];
        int element = Any([1, 6, 7, 9, 10, 11, 16]);
        weight.FloatData.Clear();
        weight.Int64Data.Clear();
        weight.DataType = element;
        switch (element)
        {
            case 1:
                weight.FloatData.Add(values.Select(static value => (float)value));
                break;
            case 7:
                weight.Int64Data.Add(values.Select(static value => double.IsFinite(value) ? (long)value : 0));
                break;
            case 11:
                weight.DoubleData.Add(values);
                break;
            default:
                weight.Int32Data.Add(values.Select(value => element == 10 ? BitConverter.HalfToUInt16Bits((Half)value) : double.IsFinite(value) ? (int)value : 0));
                break;
        }

        return $"{weight.Name} is of type {element}";
    }

    private string InsertCast(GraphProto graph)
    {
        NodeProto node = AnyNode(graph);
        int element = Any([1, 7, 9, 10, 11]);
        AttributeProto to = OnnxGraphBuilder.Int("to", element);
        NodeProto cast = new() { OpType = "Cast", Name = node.Name + ".cast" };
        cast.Attribute.Add(to);
        cast.Input.Add(node.Output[0]);
        cast.Output.Add(node.Output[0] + ".cast");
        Replace(graph, node.Output[0], cast.Output[0]);
        graph.Node.Insert(graph.Node.IndexOf(node) + 1, cast);
        return $"{node.Name} to {element}";
    }

    private string Rename(GraphProto graph)
    {
        string before = AnyTensor(graph);
        string after = Any(Names);
        Replace(graph, before, after);
        foreach (NodeProto node in graph.Node.Where(node => node.Output.Contains(before)))
        {
            node.Output[node.Output.IndexOf(before)] = after;
        }

        foreach (TensorProto weight in graph.Initializer.Where(weight => weight.Name == before))
        {
            weight.Name = after;
        }

        foreach (ValueInfoProto input in graph.Input.Where(input => input.Name == before))
        {
            input.Name = after;
        }

        return $"'{before}' -> '{after}'";
    }

    private string RenameNode(GraphProto graph)
    {
        string name = random.Next(2) == 0 ? AnyNode(graph).Name : Any(Names);
        for (int count = random.Next(1, 6); count > 0; count--)
        {
            AnyNode(graph).Name = name;
        }

        return $"'{name}'";
    }

    private string Reorder(GraphProto graph)
    {
        NodeProto[] nodes = [.. graph.Node];
        random.Shuffle(nodes);
        graph.Node.Clear();
        graph.Node.Add(nodes);
        return "shuffled";
    }

    private string ChangeOutput(GraphProto graph)
    {
        string tensor = AnyTensor(graph);
        if (random.Next(3) == 0)
        {
            // From the second half of the model, so that something is left to evaluate encrypted.
            tensor = graph.Node[random.Next(graph.Node.Count / 2, graph.Node.Count)].Output[0];
            graph.Output[0].Name = tensor;
            return $"{tensor} alone";
        }

        graph.Output.Add(new ValueInfoProto { Name = tensor, Type = graph.Output[0].Type });
        return $"{tensor} as well";
    }

    private string ChangeInput(GraphProto graph)
    {
        ValueInfoProto input = graph.Input[0];
        TypeProto.Types.Tensor type = input.Type.TensorType;
        switch (random.Next(4))
        {
            case 0:
                type.ElemType = Any([1, 6, 7, 9, 10, 11]);
                break;
            case 1:
                type.Shape.Dim[random.Next(type.Shape.Dim.Count)].DimValue = Any([1L, 2, 3, 5, 8, 0]);
                break;
            case 2:
                type.Shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = Any([1L, 2]) });
                break;
            default:
                type.Shape.Dim.RemoveAt(type.Shape.Dim.Count - 1);
                break;
        }

        return $"{input.Name} is {type}";
    }

    private string ChangeOpset(ModelProto model)
    {
        model.OpsetImport[0].Version = Any([1L, 6, 7, 9, 10, 11, 12, 13, 14, 16, 18, 20, 21, 22]);
        return $"opset {model.OpsetImport[0].Version}";
    }

    private static void Replace(GraphProto graph, string before, string after)
    {
        foreach (NodeProto node in graph.Node)
        {
            for (int place = 0; place < node.Input.Count; place++)
            {
                node.Input[place] = node.Input[place] == before ? after : node.Input[place];
            }
        }

        foreach (ValueInfoProto output in graph.Output.Where(output => output.Name == before))
        {
            output.Name = after;
        }
    }
}
