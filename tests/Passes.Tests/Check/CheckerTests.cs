using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Check;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Check;

public class CheckerTests
{
    private static readonly CkksParameterSet Secure = CkksParameterSet.Create(PrimeSelection.Select(new ChainRequest(13, 2, 40)));

    private static readonly Tensor Ones = Tensor.Float(Shape.Of(8, 8), [.. Enumerable.Repeat(0.375, 64)]);

    [Fact]
    public void ACompiledCircuitPassesEveryChecker()
    {
        DiagnosticBag diagnostics = new();
        Checkers.Run(Good(), diagnostics);

        Assert.Empty(diagnostics.Items);
    }

    [Fact]
    public void ALevelAboveTheChainIsFound()
    {
        CkksParameterSet lower = CkksParameterSet.Create(PrimeSelection.Select(new ChainRequest(13, 1, 40)));

        Assert.Contains("levels 0 to 1", Finding(new LevelChecker(), Good() with { Parameters = lower }));
    }

    [Fact]
    public void ARescaleByAnotherPrimeIsFound()
    {
        Graph graph = Replace<CkksRescale>(Good().Ckks, static rescale => rescale with { Prime = 65537 });

        Assert.Contains("divides by 65537", Finding(new LevelChecker(), Good() with { Ckks = graph }));
        Assert.Contains("has scale", Finding(new ScaleChecker(), Good() with { Ckks = graph }));
    }

    [Fact]
    public void AnInputAtAnotherScaleIsFound()
    {
        Graph graph = Replace<CkksInput>(Good().Ckks, static input => input with { Scale = new Scale(1L << 39) });

        Assert.Contains("has scale 2^39; at level 2 it must be 2^40", Finding(new ScaleChecker(), Good() with { Ckks = graph }));
    }

    [Fact]
    public void AMissingKeyIsFound()
    {
        EvaluationKeyNeeds keys = Good().Keys;
        Dictionary<int, Level> fewer = keys.Rotations.Where(static pair => pair.Key != 2).ToDictionary();

        Assert.Contains("rotation by 2 is missing", Finding(new KeyChecker(), Good() with { Keys = keys with { Rotations = fewer } }));
        Assert.Contains("relinearization is missing", Finding(new KeyChecker(), Good() with { Keys = keys with { Relinearization = null } }));
    }

    [Fact]
    public void AMissingKeyForPairsIsFound()
    {
        Layout two = LayoutText.Parse("t:1024 f:8 | 2 ciphertexts | f*4:2 t:1024 f:4");
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId x = builder.Add(new CkksInput("x", two, new Level(1), Secure.DefaultScale(new Level(1))), "x");
        builder.Add(new CkksLinearMap(x, null, new LinearMap(two, two), 1, Secure.DefaultScale(new Level(0))) { Packing = ComplexPacking.Operands }, "paired");

        Assert.Contains("the key for the conjugation is missing; the circuit uses it at level 1", Finding(new KeyChecker(), Good() with { Ckks = builder.Build() }));
    }

    [Fact]
    public void BootstrapsThatTheKeysAreNotForAreFound()
    {
        CircuitUnderCheck good = Good();
        Layout layout = good.Ckks.Ops<CkksInput>().First().Op.Layout;
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId x = builder.Add(new CkksInput("x", layout, new Level(1), Secure.DefaultScale(new Level(1))), "x");
        builder.Add(new CkksBootstrap(x, new Level(2), Secure.DefaultScale(new Level(2)), 1, new Level(1), new Level(2)), "x.bootstrap");
        CircuitUnderCheck bootstrapped = good with { Ckks = builder.Build() };

        Assert.Contains("are for bootstraps to no level; the circuit bootstraps to level 2", Finding(new KeyChecker(), bootstrapped));
        Assert.Empty(Finding(new KeyChecker(), bootstrapped with { Keys = EvaluationKeyNeeds.Of(bootstrapped.Ckks) }));
        Assert.Empty(Finding(new LevelChecker(), bootstrapped));
        Assert.Empty(Finding(new ScaleChecker(), bootstrapped));
    }

    [Fact]
    public void AKeyThatEndsBelowItsUseIsFound()
    {
        EvaluationKeyNeeds keys = Good().Keys;
        Dictionary<int, Level> lower = keys.Rotations.ToDictionary(static pair => pair.Key, static _ => new Level(0));

        Assert.Contains("reaches level 0; the circuit uses it at level 2", Finding(new KeyChecker(), Good() with { Keys = keys with { Rotations = lower } }));
    }

    [Fact]
    public void ParametersOfTheTestKindAreFound()
    {
        CkksParameterSet insecure = InsecureChain.OfLevels(2, 13);

        Assert.Contains("insecure", Finding(new SecurityChecker(), Good() with { Parameters = insecure }));
    }

    [Fact]
    public void ACircuitForAnotherNumberOfSlotsIsFound()
    {
        CkksParameterSet larger = CkksParameterSet.Create(PrimeSelection.Select(new ChainRequest(14, 2, 40)));

        Assert.Contains("laid out for 4096 slots; the ring has 8192", Finding(new SecurityChecker(), Good() with { Parameters = larger }));
    }

    [Fact]
    public void LessSecurityThanAskedIsFound()
    {
        string finding = Finding(new SecurityChecker(), Good() with { SecurityAsked = 192 });

        Assert.Contains("are worth 128 bits (dense secret 128, no ephemeral one) and 192 are asked", finding);
    }

    [Fact]
    public void AnEphemeralSecretIsCountedInWhatIsWorth()
    {
        CkksParameterSet parameters = CkksParameterSet.Create(BootstrappingSets.Find(16, 9)!);
        string finding = Finding(new SecurityChecker(), Good() with { Parameters = parameters, SecurityAsked = 192 });

        Assert.Contains("(dense secret 128, ephemeral secret 153) and 192 are asked", finding);
    }

    [Fact]
    public void APackedCircuitWithAnotherMeaningIsFound()
    {
        PackedCircuit other = Circuit(1.25);

        Assert.Contains("differs from the tensor circuit", Finding(new LayoutChecker(), Good() with { Packed = other.Build() }));
    }

    // Its layout is exact arithmetic in another order: 40 of the 53 bits of a double must agree.
    [Theory]
    [InlineData(-38, true)]
    [InlineData(-30, true)]
    [InlineData(-10, true)]
    [InlineData(-4, true)]
    [InlineData(-44, false)]
    public void ALayoutThatIsWrongByABitOf40IsFound(int log2, bool isFound)
    {
        PackedCircuit other = Circuit(1.5 * (1 + Math.Pow(2, log2)));

        Assert.Equal(isFound, Finding(new LayoutChecker(), Good() with { Packed = other.Build() }).Contains("differs from the tensor circuit"));
    }

    [Theory]
    [InlineData(-38)]
    [InlineData(-20)]
    [InlineData(-5)]
    public void AScaleThatDriftsIsFound(int log2)
    {
        Graph graph = Replace<CkksInput>(Good().Ckks, input => input with { Scale = new Scale(input.Scale.Value * (1 + Math.Pow(2, log2))) });

        Assert.Contains("has scale 2^40", Finding(new ScaleChecker(), Good() with { Ckks = graph }));
    }

    [Fact]
    public void ALayoutThatIsWrongOnTheSecondSampleIsFound()
    {
        CircuitUnderCheck good = Good();
        PackedCircuit other = Circuit(1.25);
        IReadOnlyDictionary<string, Tensor> zero = good.Samples[0].ToDictionary(
            static pair => pair.Key, static pair => new Tensor(pair.Value.Type.Element, pair.Value.Shape, new double[pair.Value.Values.Length]));

        Assert.Empty(Finding(new LayoutChecker(), good with { Packed = other.Build(), Samples = [zero] }));
        Assert.Contains("differs from the tensor circuit", Finding(new LayoutChecker(), good with { Packed = other.Build(), Samples = [zero, good.Samples[0]] }));
    }

    [Fact]
    public void AValueThatNearlyFillsItsModulusIsFound()
    {
        CircuitUnderCheck circuit = Good();
        NodeNoise[] nodes = [.. circuit.Noise.Nodes];
        nodes[^1] = nodes[^1] with { Magnitude = 100 };

        Assert.Contains("reaches 2^6.6", Finding(new HeadroomChecker(), circuit with { Noise = circuit.Noise with { Nodes = nodes } }));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void TooLittlePrecisionIsFound(double deviation)
    {
        CircuitUnderCheck circuit = Good();
        NoiseReport noisy = circuit.Noise with { Outputs = [circuit.Noise.Outputs[0] with { Deviation = deviation }] };

        Assert.Contains("10.0 are asked", Finding(new PrecisionChecker(), circuit with { Noise = noisy }));
    }

    [Fact]
    public void AnAnswerThatShowsMoreThanItsOutputsIsFound()
    {
        PackedCircuit circuit = new(12);
        circuit.Output(circuit.Matrix(circuit.Input("x")));
        Graph packed = Replace<PackedOutput>(circuit.Build(), static output => output with { Layout = LayoutText.Parse("g:4 | r:512 g:4/8u"), Shape = Shape.Of(4) });
        Graph ckks = LowerToCkks.Run(packed, circuit.Weights, Secure, new Level(0));
        DiagnosticBag diagnostics = new();

        new AnswerChecker().Check(Good() with { Ckks = ckks, Weights = circuit.Weights }, diagnostics);

        Diagnostic finding = Assert.Single(diagnostics.Items);
        Assert.Equal("PSM3017", finding.Id);
        Assert.Contains("no outputs in 2048 of its 4096 slots, the first of them slot 4", finding.Message, StringComparison.Ordinal);
        Assert.Empty(Finding(new AnswerChecker(), Good()));
    }

    private static string Finding(IChecker checker, CircuitUnderCheck circuit)
    {
        DiagnosticBag diagnostics = new();
        checker.Check(circuit, diagnostics);
        Assert.All(diagnostics.Items, static item => Assert.Equal("PSM4001", item.Id));
        return string.Join('\n', diagnostics.Items);
    }

    /// <summary>y = 1.5 sum(x) z / 4, elementwise in z; see <see cref="TensorCircuit"/> for the same on tensors.</summary>
    private static CircuitUnderCheck Good()
    {
        PackedCircuit circuit = Circuit(1.5);
        Graph packed = circuit.Build();
        Graph ckks = LowerToCkks.Run(packed, circuit.Weights, Secure, new Level(0));
        IReadOnlyDictionary<string, Tensor>[] samples = [Samples.Of(packed)];
        return new CircuitUnderCheck
        {
            Tensor = TensorCircuit(),
            Packed = packed,
            Ckks = ckks,
            Weights = circuit.Weights.With("ones", Ones),
            Parameters = Secure,
            SecurityAsked = 128,
            Keys = EvaluationKeyNeeds.Of(ckks),
            Noise = NoiseAnalysis.Run(ckks, new NoiseModel(Secure), circuit.Weights, samples),
            BitsAsked = 10,
            Samples = samples,
        };
    }

    private static PackedCircuit Circuit(double factor)
    {
        PackedCircuit circuit = new(12);
        ValueId scaled = circuit.Scale(circuit.Sum(circuit.Input("x")), factor);
        circuit.Output(circuit.Multiply(scaled, circuit.Scale(circuit.Input("z"), 0.25)));
        return circuit;
    }

    private static Graph TensorCircuit()
    {
        TensorType type = new(ElementType.Float32, Shape.Of(PackedCircuit.Size));
        GraphBuilder builder = new("circuit", WeightTable.Empty.With("ones", Ones));
        ValueId sum = builder.Add(new Linear(builder.Add(new Input("x", type), "x"), "ones", null), "sum");
        builder.Output("y", builder.Add(new Ir.TensorDialect.Multiply(sum, builder.Add(new Input("z", type), "z")), "y"));
        return builder.Build();
    }

    private static Graph Replace<T>(Graph graph, Func<T, Op> change)
        where T : Op
    {
        GraphBuilder builder = new(graph.Name, WeightTable.Empty);
        foreach (Node node in graph.Nodes)
        {
            builder.Add(node.Op is T op ? change(op) : node.Op, node.Name);
        }

        return builder.Build();
    }
}
