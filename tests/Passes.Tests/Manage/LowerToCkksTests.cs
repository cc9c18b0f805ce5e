using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Manage;

public class LowerToCkksTests
{
    private static readonly double[] Degree7 = [0.5, 0.25, 0, 0.125, 0, 0.0625, 0, 0.03];

    [Fact]
    public void ProductsAreRelinearizedAndRescaledToTheExactScaleOfTheirLevel()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        circuit.Output(circuit.Multiply(x, x));

        Assert.Equal(
            "ckks.input ckks.multiply ckks.relinearize ckks.rescale ckks.output",
            Mnemonics(Lower(circuit, InsecureChain.OfLevels(1))));
    }

    [Fact]
    public void EverySettledValueHasExactlyTheScaleOfItsLevel()
    {
        CkksParameterSet parameters = InsecureChain.OfLevels(12);
        Graph graph = Lower(EveryOp(), parameters);

        foreach (Node node in graph.Nodes)
        {
            CiphertextType type = (CiphertextType)node.Type;
            Scale settled = parameters.DefaultScale(type.Level);
            bool isProduct = node.Op is CkksMultiply or CkksMultiplyPlain or CkksMultiplyScalar or CkksRelinearize or CkksAdd;
            Assert.True(type.Scale == settled || (isProduct && type.Scale == settled * settled), node.ToString());
        }
    }

    [Fact]
    public void TheGraphVerifiesAndEndsAtLevelZero()
    {
        PackedCircuit circuit = EveryOp();
        Graph graph = Lower(circuit, InsecureChain.OfLevels(12));
        DiagnosticBag diagnostics = new();
        GraphVerifier.Verify(graph, circuit.Weights, diagnostics);

        Assert.Empty(diagnostics.Items);
        Assert.Equal(new Level(0), ((CiphertextType)graph.Ops<CkksOutput>().Single().Node.Type).Level);
    }

    [Fact]
    public void ASumOfProductsIsRelinearizedAndRescaledOnce()
    {
        PackedCircuit circuit = new();
        ValueId[] inputs = [circuit.Input("a"), circuit.Input("b"), circuit.Input("c"), circuit.Input("d")];
        ValueId sum = circuit.Add(circuit.Multiply(inputs[0], inputs[1]), circuit.Multiply(inputs[2], inputs[3]));
        circuit.Output(circuit.Add(sum, circuit.Multiply(inputs[0], inputs[3])));

        Graph graph = Lower(circuit, InsecureChain.OfLevels(1));

        Assert.Single(graph.Ops<CkksRelinearize>());
        Assert.Single(graph.Ops<CkksRescale>());
    }

    [Fact]
    public void AProductUsedTwiceIsSettledBeforeItIsAdded()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        ValueId square = circuit.Multiply(x, x);
        circuit.Output(circuit.Add(circuit.Add(square, circuit.Multiply(x, circuit.Input("y"))), circuit.Rotate(square, 1)));

        Assert.Equal(2, Lower(circuit, InsecureChain.OfLevels(1)).Ops<CkksRelinearize>().Count());
    }

    [Fact]
    public void AValueIsBroughtToALowerLevelOnceForAllItsUsers()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        ValueId square = circuit.Multiply(circuit.Multiply(x, x), circuit.Input("y"));
        circuit.Output(circuit.Add(circuit.Add(square, x), circuit.Rotate(x, 1)));

        (Node node, CkksMatchLevel match) = Assert.Single(Lower(circuit, InsecureChain.OfLevels(2)).Ops<CkksMatchLevel>());
        Assert.Equal(new Level(0), match.Level);
        Assert.Equal("x.match", node.Name);
    }

    [Fact]
    public void AnIntervalOtherThanTheUnitOneIsMappedFirst()
    {
        PackedCircuit circuit = new();
        circuit.Output(circuit.Polynomial(circuit.Input("x"), new Interval(1, 5), Degree7, "p#inverse"));

        Graph graph = Lower(circuit, InsecureChain.OfLevels(4));

        Assert.Equal("ckks.input ckks.multiply_scalar ckks.rescale ckks.add_scalar ckks.polynomial ckks.output", Mnemonics(graph));
        Assert.Equal(-1.5, graph.Ops<CkksAddScalar>().Single().Op.Value);
        Assert.Equal(3, graph.Ops<CkksPolynomial>().Single().Op.Levels);
        Assert.Equal("p.unit#inverse", graph.Ops<CkksAddScalar>().Single().Node.Name);
    }

    [Fact]
    public void InputsAreEncryptedAtTheLevelOfTheirFirstUse()
    {
        PackedCircuit circuit = new();
        ValueId deep = circuit.Mask(circuit.Mask(circuit.Input("deep")));
        circuit.Output(circuit.Add(deep, circuit.Mask(circuit.Input("shallow"))));

        Graph graph = Lower(circuit, InsecureChain.OfLevels(5));

        Assert.Equal([2, 1], graph.Ops<CkksInput>().Select(static input => input.Op.Level.Value));
    }

    [Fact]
    public void TooFewLevelsAreRefused()
    {
        PackedCircuit circuit = new();
        circuit.Output(circuit.Mask(circuit.Mask(circuit.Input("x"))));

        Assert.Contains("levels are 0 to 1", Assert.Throws<ParameterException>(() => Lower(circuit, InsecureChain.OfLevels(1))).Message);
    }

    [Fact]
    public void LinearMapsShareRotationsWithTheRestOfTheCircuit()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Sum(circuit.Input("x"));
        circuit.Output(circuit.Matrix(x, "first"), "y");
        circuit.Output(circuit.Matrix(x, "second"), "z");

        int[] steps = [.. Lower(circuit, InsecureChain.OfLevels(1)).Ops<CkksLinearMap>().Select(static product => product.Op.Step)];

        Assert.Equal(steps[0], steps[1]);
    }

    private static PackedCircuit EveryOp()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        ValueId masked = circuit.Shift(circuit.Mask(circuit.Scale(x, 0.3)), 1.5);
        ValueId power = circuit.Multiply(masked, circuit.Multiply(masked, x));
        ValueId mapped = circuit.Polynomial(circuit.Sum(circuit.Rotate(power, 3)), new Interval(-2, 4), Degree7);
        ValueId joined = circuit.Add(circuit.Multiply(mapped, x), circuit.Multiply(masked, power));
        circuit.Output(circuit.Matrix(circuit.Scale(joined, 2)));
        return circuit;
    }

    private static Graph Lower(PackedCircuit circuit, CkksParameterSet parameters) =>
        LowerToCkks.Run(circuit.Build(), circuit.Weights, parameters, new Level(0));

    private static string Mnemonics(Graph graph) => string.Join(' ', graph.Nodes.Select(static node => node.Op.Mnemonic));
}
