using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void WeightsOfARetrainedModelAreRefused(int changed)
    {
        // Whole and undamaged, of the same names and shapes: only the hash in the circuit tells them apart.
        WeightTable table = InsecureCircuit.Module().Weights;
        WeightEntry entry = table.Entries.ElementAt(changed);
        double[] values = [.. entry.Data!.Values];
        values[0] += 1.0 / 1024;
        byte[] retrained = WeightFile.Write(table.With(entry.Name, new Tensor(entry.Type.Element, entry.Type.Shape, values)));

        InvalidCircuitException error = Assert.Throws<InvalidCircuitException>(() => Circuit.Load("intent.psir", text, retrained));

        Assert.Equal("PSM1004", error.Diagnostic.Id);
        Assert.Contains(WeightFile.Sha256(retrained), error.Message);
        Assert.Contains(WeightFile.Sha256(weights), error.Message);
        Assert.Contains("do not belong together", error.Message);
    }

    [Fact]
    public void WeightsOfARetrainedModelBesideTheFileAreRefused()
    {
        string folder = Directory.CreateTempSubdirectory("circuit").FullName;
        try
        {
            WeightTable table = InsecureCircuit.Module().Weights;
            WeightEntry entry = table.Entries.First();
            Tensor halved = new(entry.Type.Element, entry.Type.Shape, Array.ConvertAll(entry.Data!.Values, static value => value / 2));
            File.WriteAllText(Path.Combine(folder, "intent.psir"), text);
            File.WriteAllBytes(Path.Combine(folder, "intent.psw"), WeightFile.Write(table.With(entry.Name, halved)));

            Assert.Contains("do not belong together", Assert.Throws<InvalidCircuitException>(() => Circuit.LoadFiles(Path.Combine(folder, "intent.psir"))).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Of a text as the compiler writes it: without a seal, one that ends between two graphs would be a module.</summary>
    [Fact]
    public void EveryTruncationOfTheTextIsRefused()
    {
        string whole = ModuleWriter.Write(ModuleSeal.Apply(InsecureCircuit.Module().WithMeta(ModuleKeys.WeightsSha256, WeightFile.Sha256(weights))));

        for (int length = 0; length < whole.Length - 2; length++)
        {
            string cut = whole[..length];
            Assert.Throws<InvalidCircuitException>(() => Circuit.Load("intent.psir", cut, weights));
        }
    }

    [Fact]
    public void NoMutationOfTheTextEndsInAnythingButACircuitOrItsError()
    {
        const string Alphabet = "0123456789-.,:|[](){}%\"\\ \nabcxyzrtf*+eE";
        Random random = new(11);
        for (int run = 0; run < 3000; run++)
        {
            char[] mutated = text.ToCharArray();
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                mutated[random.Next(mutated.Length)] = Alphabet[random.Next(Alphabet.Length)];
            }

            Exception? error = Record.Exception(() => Circuit.Load("intent.psir", new string(mutated), weights));
            Assert.True(error is null or InvalidCircuitException, $"{error}\n{new string(mutated)}");
        }
    }

    [Theory]
    [InlineData("0", "a batch has 2 inputs to")]
    [InlineData("1", "a batch has 2 inputs to")]
    [InlineData("-2", "a batch has 2 inputs to")]
    [InlineData("1000000000000", "a batch has 2 inputs to")]
    [InlineData("many", "a batch has 2 inputs to")]
    [InlineData("3", "the first axis counts the 3 inputs of a batch")]
    public void ABatchThatTheCircuitDoesNotHaveIsRefused(string batch, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidCircuitException>(() => Circuit.Of(InsecureCircuit.Module().WithMeta(ModuleKeys.Batch, batch))).Message);

    [Fact]
    public void EverySealedTextThatIsAlteredIsRefused()
    {
        string sealedText = ModuleWriter.Write(ModuleSeal.Apply(ModuleReader.Read(text)));
        Assert.Equal(13, Circuit.Load("intent.psir", sealedText, weights).Operations.Count);

        InvalidCircuitException error = Assert.Throws<InvalidCircuitException>(
            () => Circuit.Load("intent.psir", sealedText.Replace("steps = [1, 2, 4, 8]", "steps = [1, 2, 4, 9]"), weights));

        Assert.Contains("its text is altered", error.Message);
    }

    [Fact]
    public void FilesAreReadSideBySide()
    {
        string folder = Directory.CreateTempSubdirectory("circuit").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "intent.psir"), text);
            File.WriteAllBytes(Path.Combine(folder, "intent.psw"), weights);

            Assert.Equal(13, Circuit.LoadFiles(Path.Combine(folder, "intent.psir")).Operations.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("unknown op 'ckks.sums'", "ckks.sum_slots", "ckks.sums")]
    [InlineData("'steps' has the wrong kind of value", "steps = [1, 2, 4, 8]", "steps = 3")]
    [InlineData("its type is written as", "prime = ", "prime = 1")]
    [InlineData("a power of two", "r:8 t:8 ", "r:7 t:8 ")]
    [InlineData("it states no 'parameters'", "meta \"parameters\"", "meta \"parameter\"")]
    [InlineData("LogN is 9", "logN=11", "logN=9")]
    [InlineData("it has no graph 'circuit'", "graph \"circuit\"", "graph \"other\"")]
    [InlineData("step must be a power of two", "step = 4", "step = 3")]
    [InlineData("no weight is named 'V'", "weight = \"W\"", "weight = \"V\"")]
    [InlineData("'b' has 16 values", "g:16 | r:64 g:16", "g:8 | r:128 g:8")]
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
