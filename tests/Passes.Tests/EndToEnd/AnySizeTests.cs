using CsCheck;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Split;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>Models of any sizes are laid out and mean the same in slots, or end in a diagnostic that names one of their nodes.</summary>
public sealed class AnySizeTests
{
    private const int MostSlots = 1 << 13;

    public static TheoryData<string, TransformerShape> LaidOut => new()
    {
        { "heads wider than the model", new TransformerShape(4, 8, 2, 8, 8) { Mean = true, Outputs = 3 } },
        { "one head, twice the model", new TransformerShape(8, 8, 1, 16, 16) { Mean = true, Outputs = 3 } },
        { "heads narrower than the model", new TransformerShape(4, 16, 2, 4, 4) { Mean = true, Outputs = 3 } },
        { "values wider than keys", new TransformerShape(4, 8, 2, 2, 4) { Mean = true, Outputs = 3 } },
        { "values narrower than keys", new TransformerShape(4, 8, 2, 4, 2) { Mean = true, Outputs = 3 } },
        { "head width no power of two", new TransformerShape(4, 12, 2, 6, 6) { Mean = true, Outputs = 3 } },
        { "three heads", new TransformerShape(4, 12, 3, 4, 4) { Mean = true, Outputs = 3 } },
        { "two numbers of heads", new TransformerShape(4, 8, 2, 4, 4) { SecondHeads = 4, Mean = true, Outputs = 3 } },
        { "attention as output", new TransformerShape(4, 8, 2, 8, 8) { Projected = false } },
        { "wide attention, then norm and feed-forward", new TransformerShape(4, 8, 2, 8, 8) { Norm = true, FeedForward = 20, Mean = true, Outputs = 3 } },
        { "two layers of wide attention", new TransformerShape(4, 8, 2, 8, 8) { Norm = true, SecondHeads = 2, Mean = true, Outputs = 3 } },
        { "a mean as output", new TransformerShape(4, 8, 2, 4, 4) { Mean = true } },
        { "a mean of the input's own layer as output", new TransformerShape(8, 16, 0, 0, 0) { FeedForward = 16, Mean = true } },
        { "a norm after the mean", new TransformerShape(4, 8, 2, 4, 4) { Mean = true, NormAfterMean = true, Outputs = 3 } },
        { "a norm after the mean of a norm", new TransformerShape(8, 6, 3, 5, 5) { Norm = true, SecondHeads = 2, Mean = true, NormAfterMean = true, Outputs = 20 } },
        { "a norm after the mean as output", new TransformerShape(4, 10, 1, 3, 6) { Projected = false, Mean = true, NormAfterMean = true } },
        { "layers after the mean", new TransformerShape(4, 8, 2, 4, 4) { Mean = true, Layers = 3, Outputs = 3 } },
        { "more outputs than slots above the tokens", new TransformerShape(4, 8, 2, 4, 4) { Mean = true, Outputs = 300 } },
        { "six tokens", new TransformerShape(6, 8, 2, 4, 4) { Outputs = 3 } },
        { "twenty tokens", new TransformerShape(20, 8, 2, 4, 4) { Outputs = 3 } },
        { "more outputs than a ciphertext has slots", new TransformerShape(8, 8, 0, 0, 0) { FeedForward = 8, Mean = true, Outputs = 4096 } },
        { "more outputs than a row has slots", new TransformerShape(64, 8, 0, 0, 0) { FeedForward = 8, Mean = true, Outputs = 2000 } },
        { "a hundred features without attention", new TransformerShape(3, 100, 0, 0, 0) { FeedForward = 50, Mean = true, Outputs = 7 } },
    };

    [Theory]
    [MemberData(nameof(LaidOut))]
    public void SizesThatAreFilledUpMeanTheSame(string what, TransformerShape shape)
    {
        Assert.NotEmpty(what);
        Module module = SmallTransformer.Normalized(SmallTransformer.Build(shape));

        Assert.Null(LowerToSlots(module));
    }

    [Fact]
    public void AnyModelIsLaidOutOrEndsInADiagnosticOfItsNode() => Shapes.Sample(
        static shape =>
        {
            Module model = SmallTransformer.Build(shape);
            Diagnostic? diagnostic = Compile(model);
            if (diagnostic is not null)
            {
                Assert.Contains(diagnostic.Id, (string[])["PSM3001", "PSM3002", "PSM3005", "PSM3015", "PSM3016", "PSM4002", "PSM4003"]);
                Assert.True(
                    diagnostic.Id is "PSM3016" or "PSM4002" || model.Graphs[0].Nodes.Any(node => diagnostic.Message.Contains($"'{node.Name}", StringComparison.Ordinal)),
                    diagnostic.Message);
            }
        },
        iter: 10);

    private static Gen<TransformerShape> Shapes =>
        from tokens in Gen.Int[1, 9]
        from width in Gen.Int[1, 20]
        from heads in Gen.Int[0, 4]
        from keys in Gen.Int[1, 9]
        from values in Gen.Int[1, 9]
        from second in Gen.Int[0, 4]
        from parts in Gen.Bool.Array[6]
        from wide in Gen.Int[1, 40]
        from outputs in Gen.Int[1, 600]
        from layers in Gen.Int[0, 2]
        select new TransformerShape(tokens, width, heads, keys, values)
        {
            SecondHeads = parts[0] && parts[5] ? second : 0,
            Projected = parts[1] || parts[0],
            Norm = parts[2] && width > 2,
            FeedForward = parts[3] ? wide : 0,
            Mean = parts[4],
            NormAfterMean = parts[4] && parts[2] && width > 2,
            Layers = layers,
            Outputs = parts[5] ? outputs : 0,
        };

    private static Diagnostic? Compile(Module model)
    {
        Module module;
        try
        {
            module = SmallTransformer.Normalized(model);
        }
        catch (DiagnosticException error)
        {
            return error.Diagnostic;
        }

        return LowerToSlots(module);
    }

    /// <summary>Lays the circuit out for as many slots as it needs and compares it with the tensors; the last diagnostic if it fits none.</summary>
    private static Diagnostic? LowerToSlots(Module module)
    {
        Diagnostic? last = null;
        for (int slots = 256; slots <= MostSlots; slots *= 2)
        {
            try
            {
                AssertSameMeaning(module, LowerToRows.Run(module, slots));
                return null;
            }
            catch (DiagnosticException error)
            {
                last = error.Diagnostic;
                if (last.Id != "PSM3002")
                {
                    return last;
                }
            }
        }

        return last;
    }

    private static void AssertSameMeaning(Module module, Module packed)
    {
        Graph prologue = module.Find(ModuleKeys.Prologue)!;
        IReadOnlyDictionary<string, Tensor> inputs = TensorInterpreter.Run(prologue, module.Weights, RandomTensors.Inputs(prologue, seed: 1));
        IReadOnlyDictionary<string, Tensor> actual = SlotInterpreter.Run(packed.Find(ModuleKeys.Circuit)!, inputs, packed.Weights);
        foreach ((string output, Tensor expected) in TensorInterpreter.Run(module.Find(ModuleKeys.Circuit)!, module.Weights, inputs))
        {
            double largest = expected.Values.Max(Math.Abs);
            double error = expected.Values.Zip(actual[output].Values, static (left, right) => Math.Abs(left - right)).Max();
            Assert.True(error <= 1e-9 * largest, $"'{output}' differs by {error} at {largest}");
        }
    }
}
