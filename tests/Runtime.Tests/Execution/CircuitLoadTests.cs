using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Runtime.Tests.Execution;

public sealed class CircuitLoadTests
{
    private readonly byte[] weights;
    private readonly string text;

    public CircuitLoadTests()
    {
        Module module = InsecureCircuit.Module();
        weights = WeightFile.Write(module.Weights);
        text = ModuleWriter.Write(module.WithMeta(ModuleKeys.WeightsSha256, WeightFile.Sha256(weights)));
    }

    [Fact]
    public void ReadsWhatTheCompilerWrites()
    {
        Circuit circuit = Circuit.Load("intent.psir", text, weights);

        Assert.Equal(13, circuit.Operations.Count);
        Assert.Equal("x", Assert.Single(circuit.Inputs).Tensor);
        Assert.Equal("y", Assert.Single(circuit.Outputs).Tensor);
        Assert.Equal(5, circuit.RequiredKeys.Relinearization!.Value.Value);
    }

    [Fact]
    public void AlteredWeightsAreRefused()
    {
        weights[^1] ^= 1;

        InvalidCircuitException error = Assert.Throws<InvalidCircuitException>(() => Circuit.Load("intent.psir", text, weights));

        Assert.Equal("PSM1004", error.Diagnostic.Id);
        Assert.Contains("SHA-256", error.Message);
        Assert.Contains("intent.psir", error.Message);
    }

    [Fact]
    public void EveryTruncationOfTheTextIsRefused()
    {
        for (int length = 0; length < text.Length - 2; length += 7)
        {
            string cut = text[..length];
            Assert.Throws<InvalidCircuitException>(() => Circuit.Load("intent.psir", cut, weights));
        }
    }

    [Theory]
    [InlineData("unknown op 'ckks.sums'", "ckks.sum_slots", "ckks.sums")]
    [InlineData("'steps' has the wrong kind of value", "steps = [1, 2, 4, 8]", "steps = 3")]
    [InlineData("its type is written as", "prime = ", "prime = 1")]
    [InlineData("size 7 must be a power of two", "t:8 ", "t:7 ")]
    [InlineData("it states no 'parameters'", "meta \"parameters\"", "meta \"parameter\"")]
    [InlineData("LogN is 9", "logN=11", "logN=9")]
    [InlineData("it has no graph 'circuit'", "graph \"circuit\"", "graph \"other\"")]
    [InlineData("step must be a power of two", "step = 4", "step = 3")]
    [InlineData("no weight is named 'V'", "weight = \"W\"", "weight = \"V\"")]
    [InlineData("'b' has 16 values", "f:16 | r*6 f[3:0]", "f:8 | r*7 f[2:0]")]
    [InlineData("its type is written as", "levels = 2", "levels = 0")]
    public void DamageIsNamed(string expected, string original, string replacement)
    {
        Assert.Contains(original, text);

        InvalidCircuitException error = Assert.Throws<InvalidCircuitException>(
            () => Circuit.Load("intent.psir", text.Replace(original, replacement), weights));

        Assert.Contains(expected, error.Message);
        Assert.Equal("PSM1004", error.Diagnostic.Id);
    }

    [Fact]
    public void AMissingFileIsNamed() =>
        Assert.Contains("nowhere.psir", Assert.Throws<InvalidCircuitException>(() => Circuit.LoadFiles("nowhere.psir")).Message);

    [Fact]
    public void AMissingResourceIsNamed() => Assert.Contains("no such resource", Assert.Throws<InvalidCircuitException>(
        () => Circuit.LoadResources(typeof(CircuitLoadTests).Assembly, "intent.psir", "intent.psw")).Message);
}
