using PowerSoftmax.Client;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Ranges;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Model;

/// <summary>What a client says of its input before it encrypts it; the client doubles the input 'ids' [8, 16] to 'x'.</summary>
public sealed class InputRangeTests
{
    private static readonly float[] Inside = [.. Enumerable.Range(0, 128).Select(static i => (float)Math.Sin(i))];

    [Fact]
    public void AnInputInsideTheRangesHasNoWarning()
    {
        using CircuitClient client = Create();
        using EncryptedInput question = client.Encrypt(Inside);

        Assert.Empty(question.Warnings);
    }

    [Fact]
    public void AnInputOutsideIsEncryptedWithAWarningForEachTensor()
    {
        using CircuitClient client = Create();
        using EncryptedInput question = client.Encrypt(With((19, 3), (20, -1.5f)));

        Assert.Equal([("ids", true), ("x", false)], question.Warnings.Select(static warning => (warning.Tensor, warning.IsInput)));
        RangeWarning input = question.Warnings[0];
        Assert.Equal((3.0, "[1, 3]", 2, 128, 1.0), (input.Value, input.Place, input.Outside, input.Elements, input.Distance));
        Assert.Equal("PSM4008", input.Diagnostic.Id);
        Assert.Contains("Input 'ids' is 3 at [1, 3], outside of [-1, 1] by 1 of its width (2 of 128 values are outside)", input.ToString(), StringComparison.Ordinal);
        Assert.Contains("'x', which is computed from the input and encrypted, is 6 at [1, 3]", question.Warnings[1].ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(question.Ciphertexts);
    }

    [Fact]
    public void AStrictClientRefuses()
    {
        using CircuitClient client = Create();
        client.Options = new ClientOptions { Strict = true };

        InputOutOfRangeException error = Assert.Throws<InputOutOfRangeException>(() => client.Encrypt(With((0, -1.2f))));

        Assert.Equal(2, error.Warnings.Count);
        Assert.Equal("PSM4009", error.Diagnostic.Id);
        Assert.Contains("'ids'", error.Message, StringComparison.Ordinal);
        using EncryptedInput question = client.Encrypt(Inside);
        Assert.Empty(question.Warnings);
    }

    [Fact]
    public void WarningsStayWithTheClient()
    {
        using CircuitClient client = Create();
        using EncryptedInput question = client.Encrypt(With((0, 9)));
        using EncryptedInput received = EncryptedInput.FromBytes(question.ToBytes(), client.Circuit);

        Assert.NotEmpty(question.Warnings);
        Assert.Empty(received.Warnings);
    }

    [Theory]
    [InlineData(float.NaN, "the input 'ids' is NaN at [1, 3]")]
    [InlineData(float.PositiveInfinity, "the input 'ids' is Infinity at [1, 3]")]
    [InlineData(float.MaxValue, "'x', which is computed from the input and encrypted, is Infinity at [1, 3]")]
    public void ValuesThatAreNoNumbersAreAlwaysRefused(float value, string message)
    {
        using CircuitClient client = new(InsecureCircuit.Create());

        Assert.Contains(message, Assert.Throws<InvalidInputException>(() => client.Encrypt(With((19, value)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACircuitWithoutRangesHasNoWarnings()
    {
        using CircuitClient client = new(InsecureCircuit.Create()) { Options = new ClientOptions { Strict = true } };
        using EncryptedInput question = client.Encrypt(With((0, 1000)));

        Assert.Empty(question.Warnings);
    }

    [Fact]
    public void ARangeThatIsNoneIsADamagedCircuit()
    {
        Circuit circuit = Circuit.Of(InsecureCircuit.Module().WithMeta("range.encrypted.x", "[1, NaN]"));

        Assert.Contains("range.encrypted.x", Assert.Throws<InvalidCircuitException>(() => new CircuitClient(circuit)).Message, StringComparison.Ordinal);
    }

    private static float[] With(params (int Element, float Value)[] changes)
    {
        float[] values = [.. Inside];
        foreach ((int element, float value) in changes)
        {
            values[element] = value;
        }

        return values;
    }

    private static CircuitClient Create()
    {
        InputRanges ranges = new([new TensorRange("ids", new Interval(-1, 1))], [new TensorRange("x", new Interval(-2, 2))]);
        return new CircuitClient(Circuit.Of(ranges.WriteTo(InsecureCircuit.Module())));
    }
}
