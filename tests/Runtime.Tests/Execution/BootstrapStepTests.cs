using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Circuits;

namespace PowerSoftmax.Runtime.Tests.Execution;

/// <summary>A circuit that bootstraps once, with a bootstrapper that decrypts and encrypts again.</summary>
public sealed class BootstrapStepTests : IDisposable
{
    private const int Levels = 5;
    private static readonly Layout Layout = LayoutText.Parse("f:1024 | f:1024");
    private static readonly double[] Message = [.. DiagonalMatrixTests.Slots(1024).Select(static value => value / 4)];

    private readonly Circuit circuit = Create(target: 4);
    private readonly InsecureClient client;

    public BootstrapStepTests() => client = new InsecureClient(circuit.Parameters);

    public void Dispose() => client.Dispose();

    [Fact]
    public void TheStepAsksForTheCircuitsTargetAndBound()
    {
        Renewal renewal = new(client, new Level(4));
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        using CircuitEngine engine = new(circuit, keys, Workers.Sequential, 0, renewal);
        using Ciphertext input = client.Encrypt(Message, new Level(3));
        using CircuitSession session = new(engine, [input]);

        CircuitRunner.Run(session);

        using Ciphertext output = session.Outputs[0]!;
        Assert.Equal((new Level(4), 2.0), Assert.Single(renewal.Calls));
        Assert.Equal(new Level(3), output.Level);
        Assert.True(InsecureClient.Bits([.. Message.Select(static x => x * 0.5)], client.Decrypt(output)) >= 20);
        Assert.Contains(session.Latency.Rows, static row => row.Role == "bootstrap");
    }

    [Fact]
    public void AResultAtAnotherLevelIsRefused()
    {
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        using CircuitEngine engine = new(circuit, keys, Workers.Sequential, 0, new Renewal(client, new Level(5)));
        using Ciphertext input = client.Encrypt(Message, new Level(3));
        using CircuitSession session = new(engine, [input]);

        Assert.Contains("states level 4", Assert.Throws<InvalidCircuitException>(() => CircuitRunner.Run(session)).Message);
    }

    [Fact]
    public void WithoutABootstrapperTheCircuitIsRefused()
    {
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);

        Assert.Contains("it needs a bootstrapper", Assert.Throws<ArgumentNullException>(
            () => new CircuitEngine(circuit, keys, Workers.Sequential, 0)).Message);
    }

    [Fact]
    public void ATargetAboveTheParametersIsRefusedWhenTheCircuitIsLoaded() =>
        Assert.Contains("level 6 is not one of the parameters' 0 to 5", Assert.Throws<InvalidCircuitException>(() => Create(target: 6)).Message);

    private static Circuit Create(int target)
    {
        CkksParametersLiteral literal = InsecureClient.Literal(Levels);
        CkksParameterSet parameters = CkksParameterSet.Create(literal);
        Scale D(int level) => parameters.DefaultScale(new Level(Math.Min(level, Levels)));
        GraphBuilder builder = new(ModuleKeys.Circuit, WeightTable.Empty);
        ValueId x = builder.Add(new CkksInput("x", Layout, new Level(3), D(3)), "x");
        ValueId raised = builder.Add(new CkksBootstrap(x, new Level(target), D(target), 2, new Level(3), new Level(target)), "x.bootstrap");
        ValueId scaled = builder.Add(new CkksMultiplyScalar(raised, 0.5, D(target)), "half");
        scaled = builder.Add(new CkksRescale(scaled, (long)parameters.Q[Math.Min(target, Levels)]), "half.rescale");
        builder.Output("y", builder.Add(new CkksOutput(scaled, "y", Layout, Shape.Of(1024)), "y"));
        Module module = new("insecure.onnx", EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Of(builder.Build()), WeightTable.Empty);
        return Circuit.Of(module.WithMeta(ModuleKeys.Parameters, literal.ToText()));
    }

    private sealed class Renewal(InsecureClient client, Level level) : IBootstrapper
    {
        public List<(Level Target, double Bound)> Calls { get; } = [];

        public IReadOnlyList<Ciphertext> Bootstrap(
            IReadOnlyList<Ciphertext> inputs, Level target, double bound, CancellationToken cancellationToken)
        {
            Calls.Add((target, bound));
            return [.. inputs.Select(input => client.Encrypt(client.Decrypt(input), level))];
        }
    }
}
