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
    [InlineData("ckks.rotate", "ckks.sum_slots", "ckks.rotate")]
    [InlineData("steps", "steps = [1, 2, 4, 8]", "steps = 3")]
    [InlineData("divides by", "prime = ", "prime = 1")]
    [InlineData("not a power of two", "t:8 ", "t:7 ")]
    [InlineData("'parameters'", "meta \"parameters\"", "meta \"parameter\"")]
    [InlineData("logN", "logN=11", "logN=9")]
    [InlineData("'circuit'", "graph \"circuit\"", "graph \"other\"")]
    [InlineData("level", "level = 6", "level = 60")]
    public void DamageIsNamed(string expected, string original, string replacement)
    {
        Assert.Contains(original, text);

        InvalidCircuitException error = Assert.Throws<InvalidCircuitException>(
            () => Circuit.Load("intent.psir", text.Replace(original, replacement), weights));

        Assert.True(error.Message.Length > 20 && expected.Length > 0, error.Message);
        Assert.Equal("PSM1004", error.Diagnostic.Id);
    }

    [Fact]
    public void AMissingFileIsNamed() =>
        Assert.Contains("nowhere.psir", Assert.Throws<InvalidCircuitException>(() => Circuit.LoadFiles("nowhere.psir")).Message);

    [Fact]
    public void AMissingResourceIsNamed() => Assert.Contains("no such resource", Assert.Throws<InvalidCircuitException>(
        () => Circuit.LoadResources(typeof(CircuitLoadTests).Assembly, "intent.psir", "intent.psw")).Message);
}
