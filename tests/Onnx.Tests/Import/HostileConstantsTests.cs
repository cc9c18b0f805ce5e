using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Tests.Import;

/// <summary>Files of some hundred bytes that ask for endless work: each ends in a diagnostic, after bounded work and memory.</summary>
public sealed class HostileConstantsTests
{
    // Constants held, and what ops need beside while they make them: index maps of 4 bytes an element.
    private const long MostAllocated = 1L << 29;

    [Fact]
    public void ConstantsThatDoubleAreStopped()
    {
        TestModel model = new TestModel().Floats("c0", [1024], new float[1024]);
        for (int step = 0; step < 40; step++)
        {
            model.Node("Concat", [$"c{step}", $"c{step}"], $"c{step + 1}", TestModel.Attribute("axis", 0L));
        }

        Stops(model, "c40", DiagnosticKinds.ConstantsTooLarge, "numbers in memory");
    }

    [Fact]
    public void ManyLargeConstantsAreStopped()
    {
        TestModel model = new TestModel().Integers("shape", 1 << 11, 1 << 11);
        for (int index = 0; index < 100; index++)
        {
            model.Node("ConstantOfShape", ["shape"], $"c{index}");
        }

        Stops(Chain(model, "Add", Enumerable.Range(0, 100).Select(static index => $"c{index}")), "sum", DiagnosticKinds.ConstantsTooLarge, "numbers in memory");
    }

    [Fact]
    public void ExpandedConstantsAreStopped()
    {
        TestModel model = new TestModel().Floats("one", [1], 1).Integers("shape", 1 << 11, 1 << 11);
        for (int index = 0; index < 100; index++)
        {
            model.Node("Expand", ["one", "shape"], $"c{index}");
        }

        Stops(Chain(model, "Mul", Enumerable.Range(0, 100).Select(static index => $"c{index}")), "sum", DiagnosticKinds.ConstantsTooLarge, "numbers in memory");
    }

    [Fact]
    public void ProductsOfLargeConstantsAreStopped()
    {
        TestModel model = new TestModel().Integers("shape", 1 << 11, 1 << 11).Node("ConstantOfShape", ["shape"], "m").Node("MatMul", ["m", "m"], "p");

        Stops(model, "p", DiagnosticKinds.ConstantsTooLarge, "multiplications");
    }

    [Fact]
    public void ManyProductsOfSmallConstantsAreStopped()
    {
        TestModel model = new TestModel().Integers("shape", 128, 128).Node("ConstantOfShape", ["shape"], "m0");
        for (int index = 0; index < 2000; index++)
        {
            model.Node("MatMul", [$"m{index}", "m0"], $"m{index + 1}");
        }

        Stops(model, "m2000", DiagnosticKinds.ConstantsTooLarge, "multiplications");
    }

    [Fact]
    public void SumsOverALargeConstantAreStopped()
    {
        TestModel model = new TestModel().Integers("shape", 1 << 22).Node("ConstantOfShape", ["shape"], "big").Node("ReduceSum", ["big"], "s0");
        for (int index = 0; index < 1000; index++)
        {
            model.Node("Add", [$"s{index}", "big"], $"t{index}").Node("ReduceSum", [$"t{index}"], $"s{index + 1}");
        }

        Stops(model, "s1000", DiagnosticKinds.ConstantsTooLarge, "Node 'the ");
    }

    [Fact]
    public void CountingTheElementsOfALargeConstantIsStopped()
    {
        TestModel model = new TestModel().Floats("one", [1], 1).Integers("shape", [1 << 20, .. Enumerable.Repeat(1L, 31)]).Node("Expand", ["one", "shape"], "ones").Node("NonZero", ["ones"], "n");

        Stops(model, "n", DiagnosticKinds.ConstantsTooLarge, "numbers in memory");
    }

    [Fact]
    public void AListOfAMillionAxesIsRefused()
    {
        TestModel model = new TestModel().Integers("shape", 1 << 20).Node("ConstantOfShape", ["shape"], "axes", ZeroOfIntegers())
            .Input("x", 2).Node("Unsqueeze", ["x", "axes"], "y");

        Stops(model, "y", DiagnosticKinds.OperatorMalformed, "the axes has 1048576 entries");
    }

    [Fact]
    public void AnAttributeOfAHundredThousandAxesIsRefused() => Stops(
        new TestModel(11).Input("x", 2).Node("Unsqueeze", ["x"], "y", TestModel.Attribute("axes", [.. Enumerable.Range(0, 100_000).Select(static axis => (long)axis)])),
        "y", DiagnosticKinds.OperatorMalformed, "attribute 'axes' has 100000 entries");

    [Fact]
    public void ValuesOfTheGraphThatDoubleAreStopped()
    {
        TestModel model = new TestModel().Input("x0", 1, 1024);
        for (int step = 0; step < 40; step++)
        {
            model.Node("Concat", [$"x{step}", $"x{step}"], $"x{step + 1}", TestModel.Attribute("axis", 0L));
        }

        Stops(model, "x40", DiagnosticKinds.OperatorMalformed, "more than");
    }

    [Fact]
    public void ManyLargeValuesOfTheGraphAreStopped()
    {
        TestModel model = new TestModel().Input("x0", 1 << 20);
        for (int step = 0; step < 1000; step++)
        {
            model.Node("Relu", [$"x{step}"], $"x{step + 1}");
        }

        Stops(model, "x1000", DiagnosticKinds.ModelTooLarge, "numbers in memory");
    }

    [Fact]
    public void LargeProductsOfTheGraphAreStopped()
    {
        TestModel model = new TestModel().Input("x", 1 << 12, 1 << 12).Node("MatMul", ["x", "x"], "y").Node("MatMul", ["y", "y"], "z");

        Stops(model, "z", DiagnosticKinds.ModelTooLarge, "multiplications");
    }

    [Fact]
    public void AChainOfAMillionNodesIsStopped()
    {
        TestModel model = new TestModel().Input("x0", 1);
        for (int step = 0; step < 200_000; step++)
        {
            model.Node("Relu", [$"x{step}"], $"x{step + 1}");
        }

        Stops(model, "x200000", DiagnosticKinds.ModelTooLarge, "8192 operations");
    }

    [Fact]
    public void ManyNodesOfOneNameTakeNoQuadraticTime()
    {
        TestModel model = new TestModel().Input("x0", 1);
        for (int step = 0; step < 8_000; step++)
        {
            model.Node("Relu", [$"x{step}"], $"x{step + 1}");
        }

        foreach (NodeProto node in model.Proto.Graph.Node)
        {
            node.Name = "same";
        }

        ImportedModel imported = OnnxImporter.Import(model.Output("x8000").Build());

        Assert.Equal(8_000, imported.Graph.Ops<Relu>().Select(static relu => relu.Node.Name).Distinct().Count());
        Assert.Contains(imported.Graph.Nodes, static node => node.Name == "same(8000)");
    }

    [Fact]
    public void ModelsOfRealSizesFoldTheirWeights()
    {
        // Two maps merged at import and a table transposed: what exporters leave over.
        TestModel model = new TestModel().Input("x", 1, 256).Floats("a", [256, 256], new float[256 * 256]).Floats("b", [256, 256], new float[256 * 256])
            .Node("MatMul", ["a", "b"], "ab").Node("Transpose", ["ab"], "t").Node("MatMul", ["x", "t"], "y").Output("y");

        Assert.Single(OnnxImporter.Import(model.Build()).Graph.Ops<MatMul>());
    }

    private static TestModel Chain(TestModel model, string operatorName, IEnumerable<string> operands)
    {
        string result = operands.First();
        int index = 0;
        foreach (string operand in operands.Skip(1))
        {
            model.Node(operatorName, [result, operand], $"chain{++index}");
            result = $"chain{index}";
        }

        return model.Node("Identity", [result], "sum");
    }

    private static AttributeProto ZeroOfIntegers()
    {
        TensorProto zero = new() { DataType = 7 };
        zero.Dims.Add(1);
        zero.Int64Data.Add(0);
        return new AttributeProto { Name = "value", Type = 4, T = zero };
    }

    private static void Stops(TestModel model, string output, DiagnosticKind kind, string part)
    {
        model.Output(output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? thrown = Record.Exception(() => OnnxImporter.Import(model.Build()));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Diagnostic diagnostic = Assert.IsType<DiagnosticException>(thrown).Diagnostic;

        Assert.Equal(kind.Id, diagnostic.Id);
        Assert.Contains(part, diagnostic.Message, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, MostAllocated);
    }
}
