using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.Runtime.Tests.Circuits.Bootstrapping;

namespace PowerSoftmax.Runtime.Tests.Execution;

/// <summary>Circuits that bootstrap a bundle, by the engine's own bootstrapper in an insecure ring.</summary>
public sealed class BootstrappedBundleTests
{
    private const int LogN = 10;

    private static readonly CkksParameterSet Parameters =
        CkksParameterSet.Create(BootstrappingSets.Find(LogN, 6, SecurityLevel.InsecureTest)!);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void EveryCiphertextComesBackAndKeysAreUsedInTheOrderOfThePlan(int count)
    {
        Circuit circuit = Create(count);
        using InsecureClient client = new(circuit.Parameters);
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        WatchedKeys watched = new(keys, lendsManyAtOnce: false);
        using CircuitEngine engine = new(circuit, watched, Workers.Sequential, 0);
        double[][] messages = [.. Enumerable.Range(0, count).Select(Message)];
        Ciphertext[] inputs = [.. messages.Select(message => client.Encrypt(message, new Level(3)))];
        using CircuitSession session = new(engine, inputs);

        CircuitRunner.Run(session);

        double bits = SineTheory.LeastBits(new BootstrappingLiteral(), LogN) - 0.5;
        Assert.Equal(count, session.Outputs.Count);
        Assert.All(session.Outputs.Zip(messages), pair =>
            Assert.InRange(InsecureClient.Bits(pair.Second, client.Decrypt(pair.First!)), bits, 60));
        Assert.Equal(circuit.KeyPlan.Uses.Select(static use => use.Purpose), watched.Lent);
        Array.ForEach([.. inputs, .. session.Outputs], static ciphertext => ciphertext!.Dispose());
    }

    [Fact]
    public void APairSwitchesFewerKeysThanTwoSingles()
    {
        int[] uses = [.. Enumerable.Range(1, 4).Select(static count => Create(count).KeyPlan.Uses.Count)];

        Assert.InRange(uses[1], uses[0] + 1, (2 * uses[0]) - 1);
        Assert.Equal([uses[0] + uses[1], 2 * uses[1]], uses[2..]);
    }

    // The output costs nothing to speak of: the first of two bootstraps in a row does half of the work, if of as many ciphertexts.
    [Fact]
    public void TheProgressCountsPairs()
    {
        Circuit circuit = Create(2, then: 1);

        Assert.Equal(0.6, circuit.FractionAfter(1), 3);
    }

    private static double[] Message(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Parameters.SlotCount).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static Layout LayoutOf(int count) => LayoutText.Parse(
        count == 1 ? "f:512 | f:512" : $"c:{count} f:512 | {count} ciphertexts | c:{count} f:512");

    private static Circuit Create(int count, int then = 0)
    {
        BootstrappingSet set = BootstrappingSet.Of(Parameters.Literal, 20);
        Level target = new(8);
        GraphBuilder builder = new(ModuleKeys.Circuit, WeightTable.Empty);
        ValueId x = builder.Add(new CkksInput("x", LayoutOf(count), new Level(3), Parameters.DefaultScale(new Level(3))), "x");
        ValueId raised = builder.Add(new CkksBootstrap(x, target, Parameters.DefaultScale(target), 1, set.Least, set.Top), "x.bootstrap");

        if (then > 0)
        {
            raised = builder.Add(new CkksPart(raised, 0, then), "part");
            raised = builder.Add(new CkksBootstrap(raised, target, Parameters.DefaultScale(target), 1, set.Least, set.Top), "part.bootstrap");
        }

        int left = then > 0 ? then : count;
        builder.Output("y", builder.Add(new CkksOutput(raised, "y", LayoutOf(left), left == 1 ? Shape.Of(512) : Shape.Of(left, 512)), "y"));
        Module module = new("insecure.onnx", EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Of(builder.Build()), WeightTable.Empty);
        return Circuit.Of(module.WithMeta(ModuleKeys.Parameters, Parameters.Literal.ToText()));
    }
}
