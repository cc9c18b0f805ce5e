using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Circuits;

namespace PowerSoftmax.Runtime.Tests.Execution;

public sealed class CircuitRunnerTests : IDisposable
{
    private static readonly double[] Message = [.. DiagonalMatrixTests.Slots(128).Select(static value => value / 4)];

    private readonly Circuit circuit = InsecureCircuit.Create();
    private readonly InsecureClient client;

    public CircuitRunnerTests() => client = new InsecureClient(circuit.Parameters);

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1L << 30)]
    public void AgreesWithTheClearWithAndWithoutCache(long cacheBytes)
    {
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        using CircuitEngine engine = new(circuit, keys, Workers.Sequential, cacheBytes);

        for (int run = 0; run < 2; run++)
        {
            double bits = InsecureClient.Bits(InsecureCircuit.Evaluate(Message), Run(engine)[..128]);
            Assert.True(bits >= 20, $"{bits:0.0} bits in run {run}");
        }
    }

    [Fact]
    public void ProgressNeverFallsAndEndsAtOne()
    {
        List<CircuitProgress> reports = [];
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        using CircuitEngine engine = new(circuit, keys, Workers.Sequential, 0);

        Run(engine, new Observer(reports.Add));

        Assert.Equal(11, reports.Count);
        Assert.Equal(reports.Select(static report => report.Fraction).Order(), reports.Select(static report => report.Fraction));
        Assert.Equal(1, reports[^1].Fraction, 1e-12);
        Assert.All(reports, report => Assert.Equal(circuit.Operations[report.Step].Name, report.Name));
    }

    [Theory]
    [InlineData(InsecureCircuit.MatrixStep)]
    [InlineData(InsecureCircuit.PolynomialStep)]
    public void CancellationStopsBeforeTheNextOperation(int lastStep)
    {
        using CancellationTokenSource source = new();
        List<int> steps = [];
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        using CircuitEngine engine = new(circuit, keys, Workers.Sequential, 0);
        Observer observer = new(report =>
        {
            steps.Add(report.Step);
            if (report.Step == lastStep)
            {
                source.Cancel();
            }
        });

        Assert.Throws<OperationCanceledException>(() => Run(engine, observer, source.Token));
        Assert.Equal(lastStep, steps[^1]);
    }

    [Fact]
    public void LatencyIsTabledByLayerAndRole()
    {
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        using CircuitEngine engine = new(circuit, keys, Workers.Sequential, 0);
        using Ciphertext input = Input(6);
        using CircuitSession session = new(engine, [input]);

        CircuitRunner.Run(session);

        LatencyTable latency = session.Latency;
        Assert.Equal(
            ["linear map", "add plain", "power", "sum", "inverse", "match level", "add"],
            latency.Rows.Select(static row => row.Role));
        Assert.Equal(["layer.0/linear", "layer.0/attention"], latency.Groups.Select(static row => row.Group));
        LatencyRow product = latency.Rows[0];
        Assert.True(product.EncodeMilliseconds > 0 && product.EncodeMilliseconds <= product.Milliseconds);
        Assert.Equal(circuit.MatrixOf(InsecureCircuit.MatrixStep).Plan.KeySwitches, product.KeySwitches);
        Assert.Equal(1, latency.Rows[2].KeySwitches);
        Assert.Equal(4, latency.Rows[3].KeySwitches);
        Assert.Equal(latency.Rows.Sum(static row => row.KeySwitches), latency.Total.KeySwitches);
        Assert.Equal(
            ["plaintext products", "ciphertext products", "bootstraps", "softmax", "other functions", "repacking"],
            latency.Work.Select(static row => row.Role));
        Assert.Equal(product.KeySwitches, latency.Work[0].KeySwitches);
        Assert.Equal(latency.Total.Milliseconds, latency.Work.Sum(static row => row.Milliseconds), 1e-6);
        session.Outputs[0]!.Dispose();
    }

    [Fact]
    public void AMissingKeyIsFoundBeforeTheEvaluation()
    {
        EvaluationKeyRequest all = circuit.RequiredKeys;
        EvaluationKeyRequest short1 = new(all.Relinearization, all.Galois.Where(
            request => request.Element != GaloisElement.ForRotation(8, circuit.Parameters.LogN)));
        using EvaluationKeys keys = client.Keys(short1);

        MissingEvaluationKeyException error = Assert.Throws<MissingEvaluationKeyException>(
            () => new CircuitEngine(circuit, keys, Workers.Sequential, 0));

        Assert.Contains("rotation by 8", error.Message);
    }

    [Fact]
    public void AKeyThatDoesNotReachTheLevelIsFoundBeforeTheEvaluation()
    {
        EvaluationKeyRequest low = new(new Level(1), circuit.RequiredKeys.Galois);
        using EvaluationKeys keys = client.Keys(low);

        Assert.Contains("reaches level 1", Assert.Throws<MissingEvaluationKeyException>(
            () => new CircuitEngine(circuit, keys, Workers.Sequential, 0)).Message);
    }

    [Fact]
    public void AnInputAtTheWrongLevelIsRefused()
    {
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        using CircuitEngine engine = new(circuit, keys, Workers.Sequential, 0);
        using Ciphertext input = Input(5);

        InvalidInputException error = Assert.Throws<InvalidInputException>(() => new CircuitSession(engine, [input]));

        Assert.Contains("is at level 5", error.Message);
        Assert.Contains("needs level 6", error.Message);
    }

    [Fact]
    public void AnInputForOtherParametersIsRefused()
    {
        using InsecureClient other = InsecureClient.Create(7);
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        using CircuitEngine engine = new(circuit, keys, Workers.Sequential, 0);
        using Ciphertext input = other.Encrypt(Message, new Level(6));

        Assert.Contains("other parameters", Assert.Throws<InvalidInputException>(() => new CircuitSession(engine, [input])).Message);
        Assert.Contains("takes 1 ciphertexts, 0 are given", Assert.Throws<InvalidInputException>(() => new CircuitSession(engine, [])).Message);
    }

    [Fact]
    public void CodeForAnotherCircuitIsRefused()
    {
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        using CircuitEngine engine = new(circuit, keys, Workers.Sequential, 0);
        using Ciphertext input = Input(6);
        using CircuitSession session = new(engine, [input]);

        Assert.Contains("the code calls CkksRotate", Assert.Throws<InvalidCircuitException>(
            () => session.Rotate(session.Input(0), InsecureCircuit.MatrixStep)).Message);
        Assert.Throws<InvalidCircuitException>(() => session.Add(session.Input(0), session.Input(0), 99));
    }

    private Ciphertext Input(int level) =>
        client.Encrypt([.. Enumerable.Repeat(Message, 8).SelectMany(static block => block)], new Level(level));

    private double[] Run(CircuitEngine engine, IProgress<CircuitProgress>? progress = null, CancellationToken token = default)
    {
        using Ciphertext input = Input(6);
        using CircuitSession session = new(engine, [input], progress, token);
        CircuitRunner.Run(session);
        using Ciphertext output = session.Outputs[0]!;
        return client.Decrypt(output);
    }

    private sealed class Observer(Action<CircuitProgress> action) : IProgress<CircuitProgress>
    {
        public void Report(CircuitProgress value) => action(value);
    }
}
