using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Manage;

public class PlaceBootstrapsTests
{
    private static readonly BootstrapRange Range = new(new Level(3), new Level(8));
    private static readonly double[] Degree7 = [0.5, 0.25, 0, 0.125, 0, 0.0625, 0, 0.03];

    [Fact]
    public void ADeepCircuitIsLoweredWithBootstrapsAndKeepsItsMeaning()
    {
        PackedCircuit circuit = Deep();
        Graph packed = circuit.Build();
        Graph ckks = Lower(circuit, packed, Place(packed));
        DiagnosticBag diagnostics = new();
        GraphVerifier.Verify(ckks, circuit.Weights, diagnostics);

        Assert.Empty(diagnostics.Items);
        Assert.NotEmpty(ckks.Ops<CkksBootstrap>());
        Assert.All(ckks.Nodes, static node => Assert.InRange(((CiphertextType)node.Type).Level.Value, 0, Range.Top.Value));
        IReadOnlyDictionary<string, Tensor> inputs = Samples.Of(packed);
        double[] expected = SlotInterpreter.Run(packed, inputs, circuit.Weights)["y"].Values;
        double[] actual = new CkksInterpreter(ckks, circuit.Weights).Run(inputs)["y"].Values;
        Assert.All(expected.Zip(actual), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void EveryBootstrapStatesWhereItEndsAndTheBoundOfItsValue()
    {
        PackedCircuit circuit = Deep();
        Graph packed = circuit.Build();
        LevelPlacement placement = Place(packed);
        Graph ckks = Lower(circuit, packed, placement);

        CkksBootstrap[] ops = [.. ckks.Ops<CkksBootstrap>().Select(static entry => entry.Op)];

        Assert.Equal(placement.Bootstraps.Count, ops.Length);
        Assert.All(ops, op => Assert.Equal((Range.Least, Range.Top), (op.Least, op.Top)));
        Assert.All(ops, op => Assert.Equal(InsecureChain.OfLevels(8).DefaultScale(op.Target), op.Scale));
        Assert.Equal(placement.Bootstraps.Values.Select(static bootstrap => bootstrap.Bound).Order(), ops.Select(static op => op.Bound).Order());
    }

    [Fact]
    public void AValueMayBeUsedBeforeAndAfterItsBootstrap()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Polynomial(circuit.Input("x"), new Interval(-1, 1), Degree7, "/x");
        ValueId deep = circuit.Polynomial(circuit.Polynomial(x, new Interval(-1, 1), Degree7, "/a"), new Interval(-1, 1), Degree7, "/b");
        circuit.Output(circuit.Add(deep, circuit.Mask(x, "/shallow")));
        Graph packed = circuit.Build();

        Graph ckks = Lower(circuit, packed, Place(packed));

        Node bootstrap = Assert.Single(ckks.Ops<CkksBootstrap>()).Node;
        Assert.Equal("/x.bootstrap", bootstrap.Name);
        CkksMatchLevel match = Assert.Single(ckks.Ops<CkksMatchLevel>(), static entry => entry.Node.Name == "/x.match").Op;
        Assert.Equal(((CkksBootstrap)bootstrap.Op).Input, match.Input);
    }

    [Fact]
    public void AProductThatWaitsForItsSumIsNotBootstrapped()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Polynomial(circuit.Polynomial(circuit.Input("x"), new Interval(-1, 1), Degree7), new Interval(-1, 1), Degree7);
        ValueId sum = circuit.Add(circuit.Multiply(x, x), circuit.Multiply(x, circuit.Input("y")));
        circuit.Output(circuit.Polynomial(circuit.Polynomial(sum, new Interval(-1, 1), Degree7), new Interval(-1, 1), Degree7));
        Graph packed = circuit.Build();

        LevelPlacement placement = Place(packed);

        Assert.NotEmpty(placement.Bootstraps);
        Assert.All(placement.Bootstraps.Keys, value => Assert.False(packed[value].Op is PackedMultiply or PackedInput));
    }

    [Fact]
    public void TheTimeOfAPlacementIsThatOfEveryOperationAndBootstrap()
    {
        PackedCircuit circuit = Deep();
        Graph packed = circuit.Build();
        PackedCosts costs = new(packed, new PackedProducts(packed, hasConjugation: false));
        CostModel model = new(CostTable.Default(), 10, 2);

        LevelPlacement placement = Place(packed);

        double operations = packed.Nodes.Where(node => placement.Levels[node.Id.Index] is not null).Sum(
            node => costs.Of(node, placement.Levels[node.Id.Index]!.Value + ((PackedOp)node.Op).LevelsConsumed, model).Milliseconds);
        double bootstraps = placement.Bootstraps.Values.Sum(static bootstrap => 10.0 + bootstrap.Target.Value);
        Assert.True(operations > 0.01 * bootstraps, "operations cost nothing");

        // Whole nanoseconds of each.
        Assert.Equal(operations + bootstraps, placement.Milliseconds, packed.Nodes.Count * 1e-6);
    }

    [Fact]
    public void AShallowCircuitIsLoweredAsWithoutBootstrapping()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        circuit.Output(circuit.Add(circuit.Multiply(circuit.Mask(x), x), circuit.Input("y")));
        Graph packed = circuit.Build();
        CkksParameterSet parameters = InsecureChain.OfLevels(8);

        LevelPlacement placement = Place(packed);

        Assert.Empty(placement.Bootstraps);
        Assert.Equal(
            LowerToCkks.Run(packed, circuit.Weights, parameters, new Level(0)),
            LowerToCkks.Run(packed, circuit.Weights, parameters, placement));
    }

    [Fact]
    public void AnOperationOfMoreLevelsThanThereAreHasNoPlacement()
    {
        PackedCircuit circuit = new();
        double[] coefficients = [.. Enumerable.Range(1, 300).Select(static k => 1.0 / k)];
        circuit.Output(circuit.Polynomial(circuit.Input("x"), new Interval(-1, 1), coefficients));

        Assert.Null(TryPlace(circuit.Build()));
    }

    /// <summary>Two residual blocks of two polynomials each: 15 levels.</summary>
    private static PackedCircuit Deep()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Mask(circuit.Input("x"));
        foreach (string block in (string[])["/0", "/1"])
        {
            ValueId inner = circuit.Polynomial(circuit.Rotate(x, 1), new Interval(-2, 2), Degree7, block + "/first");
            ValueId branch = circuit.Polynomial(circuit.Multiply(inner, x), new Interval(-1, 1), Degree7, block + "/second");
            x = circuit.Add(x, branch, block + "/add");
        }

        circuit.Output(x);
        return circuit;
    }

    private static LevelPlacement Place(Graph packed) => TryPlace(packed)!;

    private static LevelPlacement? TryPlace(Graph packed) =>
        new PlaceBootstraps(packed, new PackedCosts(packed, new PackedProducts(packed, hasConjugation: false)), [.. packed.Nodes.Select(static node => 1.0 + node.Id.Index)])
            .Run(new CostModel(CostTable.Default(), 10, 2), static (target, ciphertexts) => ciphertexts * (10 + target.Value), Range, new Level(0));

    private static Graph Lower(PackedCircuit circuit, Graph packed, LevelPlacement placement) =>
        LowerToCkks.Run(packed, circuit.Weights, InsecureChain.OfLevels(8), placement);
}
