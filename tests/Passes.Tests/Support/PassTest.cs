using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>Runs one pass on a small graph and says what is expected of it.</summary>
public sealed class PassTest
{
    private readonly IReadOnlyList<IPass> passes;
    private Module before = null!;

    private PassTest(IReadOnlyList<IPass> passes) => this.passes = passes;

    public Module Result { get; private set; } = null!;

    public PassContext Context { get; private set; } = null!;

    public static PassTest For(params IPass[] passes) => new(passes);

    public PassTest Given(string text, CompilerOptions? options = null) => Given(GraphText.Read(text), options);

    public PassTest Given(Module module, CompilerOptions? options = null)
    {
        before = module;
        Context = new PassContext(new DiagnosticBag(), options ?? new CompilerOptions());
        Result = new Pipeline(passes).Run(module, Context);
        return this;
    }

    public PassTest ExpectChanged()
    {
        Assert.NotEqual(GraphText.Write(before), GraphText.Write(Result));
        return this;
    }

    public PassTest ExpectUnchanged()
    {
        Assert.Equal(GraphText.Write(before), GraphText.Write(Result));
        return this;
    }

    /// <summary>Some node of the first graph has this op.</summary>
    public PassTest ExpectOp<T>(int count = 1)
        where T : Op
    {
        Assert.Equal(count, Result.Graphs[0].Ops<T>().Count());
        return this;
    }

    /// <summary>Outputs of every graph agree on random inputs; the first graph of the result takes the same inputs.</summary>
    public PassTest ExpectSameMeaning(double tolerance = 1e-9)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            Dictionary<string, Tensor> inputs = RandomTensors.Inputs(before.Graphs[0], seed);
            IReadOnlyDictionary<string, Tensor> expected = TensorInterpreter.Run(before.Graphs[0], before.Weights, inputs);
            IReadOnlyDictionary<string, Tensor> actual = TensorInterpreter.Run(Result.Graphs[0], Result.Weights, inputs);
            foreach ((string name, Tensor value) in expected)
            {
                Assert.Equal(value.Shape, actual[name].Shape);
                Assert.All(value.Values.Zip(actual[name].Values), pair => Assert.True(
                    Math.Abs(pair.First - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.First)), $"{name}: {pair.First} became {pair.Second}"));
            }
        }

        return this;
    }
}
