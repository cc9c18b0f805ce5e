using System.Globalization;
using System.Text;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Algebra;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Normalization;
using PowerSoftmax.Passes.Split;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Algebra;

/// <summary>A stream to which every layer adds, and that every layer norms before: what a layer adds is computed once, however many norms look at it.</summary>
public sealed class ResidualStreamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void EveryLayerAddsOneProduct(int layers)
    {
        PassTest test = PassTest.For(new LowerLayerNorm(), new PushCenter(), new FuseLinears(), new GiveSeries(), new NormalizePolynomialInputs(), new MergeDuplicates())
            .Given(Text(layers));
        Graph circuit = test.Result.Graphs[0];

        // What goes up and comes down in each layer, and the classifier.
        test.ExpectOp<Linear>((2 * layers) + 1).ExpectOp<Normalize>(layers + 1);
        Assert.IsType<Input>(circuit[Assert.Single(circuit.Ops<Center>()).Op.Input].Op);
        Assert.All(circuit.Ops<Normalize>().SkipLast(1), static norm => Assert.NotEqual(1, norm.Op.Gain));
    }

    [Fact]
    public void NormsOfOneStreamKeepTheirMeaning()
    {
        Module series = PassTest.For(new LowerLayerNorm(), new PushCenter(), new FuseLinears(), new GiveSeries()).Given(Text(4)).Result;

        PassTest.For(new NormalizePolynomialInputs()).Given(series).ExpectChanged().ExpectSameMeaning();
    }

    /// <summary>Norms before, gelu between, the last token alone through a last norm.</summary>
    private static string Text(int layers)
    {
        StringBuilder text = new("weight \"head\" : Float64 4x3\nweight \"g\" : Float64 4\n");
        for (int layer = 0; layer < layers; layer++)
        {
            text.Append(CultureInfo.InvariantCulture, $"weight \"up{layer}\" : Float64 4x8\nweight \"down{layer}\" : Float64 8x4\n");
        }

        text.Append("graph \"circuit\" {\n%0 = tensor.input() {name = \"x\", type = \"Float64 5x4\"}\n%1 = tensor.constant() {weight = \"g\"}\n");
        int stream = 0, next = 2;
        for (int layer = 0; layer < layers; layer++, next += 5)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                %{{next}} = tensor.layernorm(%{{stream}}, %1) {axis = 1, epsilon = 0.01}
                %{{next + 1}} = tensor.linear(%{{next}}) {weight = "up{{layer}}"}
                %{{next + 2}} = tensor.gelu(%{{next + 1}}) {tanh = 0}
                %{{next + 3}} = tensor.linear(%{{next + 2}}) {weight = "down{{layer}}"}
                %{{next + 4}} = tensor.add(%{{stream}}, %{{next + 3}})

                """);
            stream = next + 4;
        }

        return text.Append(CultureInfo.InvariantCulture, $$"""
            %{{next}} = tensor.slice(%{{stream}}) {starts = [4], ends = [5], axes = [0], steps = [1]}
            %{{next + 1}} = tensor.reshape(%{{next}}) {shape = [4]}
            %{{next + 2}} = tensor.layernorm(%{{next + 1}}, %1) {axis = 0, epsilon = 0.01}
            %{{next + 3}} = tensor.linear(%{{next + 2}}) {weight = "head"}
            return "y" %{{next + 3}}
            }
            """).ToString();
    }

    /// <summary>A series on another interval for each norm, as calibration would find them.</summary>
    private sealed class GiveSeries : Rewriting.RewritePass
    {
        public override string Name => "give-series";

        protected override ValueId? Rewrite(Node node, Rewriting.GraphRewriter rewriter, PassContext context) => node.Op is Normalize normalize
            ? rewriter.Add(normalize with { Input = rewriter.Map(normalize.Input), InverseRoot = new(new(0.5, 2 + node.Id.Index), [1, -0.25]) }, node.Name)
            : null;
    }
}
