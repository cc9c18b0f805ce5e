using System.Text.Json;
using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Cli.Tests.Commands;

public sealed class BenchCommandTests
{
    /// <summary>Documented in docs/performance.md.</summary>
    private static readonly string[] Fields =
        ["name", "logN", "primes", "threads", "dnum", "median_us", "min_us", "ratio_to_control", "ntt_units", "security"];

    private static readonly string[] References = ["control.ntt.forward", "control.ntt.inverse", "control.mul.pointwise", "ntt.forward"];

    [Fact]
    public void KernelRowsAreAsDocumented()
    {
        JsonElement[] rows = Rows("kernels", "--json", "-");

        Assert.Equal(
            [.. References, "ntt.forward", "ntt.inverse", "mul.pointwise", "mul.add", "convert.basis", "automorphism"],
            rows.Select(static row => row.GetProperty("name").GetString()));
        Assert.All(rows, static row => Assert.Equal(Fields, row.EnumerateObject().Select(static field => field.Name)));
        Assert.All(rows, static row => Assert.Equal(13, row.GetProperty("logN").GetInt32()));
        Assert.All(rows, static row => Assert.Equal(JsonValueKind.Null, row.GetProperty("security").ValueKind));
        Assert.All(rows[References.Length..], static row => Assert.Equal(4, row.GetProperty("primes").GetInt32()));
    }

    [Fact]
    public void OperationRowsAreAsDocumented()
    {
        using Workspace workspace = new();
        string json = workspace.PathOf("ckks.json");
        Tool tool = Tool.Run("bench", "ckks", "--quick", "--log-n", "13", "--primes", "4", "--threads", "1", "--json", json);
        JsonElement[] rows = [.. JsonDocument.Parse(File.ReadAllText(json)).RootElement.EnumerateArray()];

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.Equal(
            [
                .. References, "encode", "encode.repeats.16", "encode.repeats.128", "encrypt", "encrypt.symmetric", "decrypt", "decode", "key.generate", "add", "multiply.plain",
                "sum.plain", "sum.plain.repeats.8", "sum.plain.repeats.16", "sum.plain.repeats.32", "sum.plain.repeats.128", "multiply", "rescale",
                "relinearize", "relinearize.rescale", "relinearize.rescale.pair", "rotate", "rotate.pair", "decompose", "rotate.hoisted", "rotate.double_hoisted", "mod_down",
            ],
            rows.Select(static row => row.GetProperty("name").GetString()));
        Assert.All(rows, static row => Assert.Equal(Fields, row.EnumerateObject().Select(static field => field.Name)));
        Assert.Equal(4, rows.Single(static row => row.GetProperty("name").GetString() == "rotate").GetProperty("dnum").GetInt32());
        Assert.All(rows[References.Length..], static row => Assert.Equal("INSECURE", row.GetProperty("security").GetString()));
        Assert.All(["rotate.double_hoisted", "INSECURE", "Control / median"], words => Assert.Contains(words, tool.Output));
    }

    [Fact]
    public void OnlyWhatIsAskedIsMeasuredBesideTheReferences() => Assert.Equal(
        [.. References, "mul.pointwise"],
        Rows("kernels", "--json", "-", "--only", "mul.pointwise").Select(static row => row.GetProperty("name").GetString()));

    [Fact]
    public void CostsAreATableForTheCompiler()
    {
        using Workspace workspace = new();
        string json = workspace.PathOf("costs.json");
        Tool tool = Tool.Run("bench", "costs", "--quick", "--log-n", "10", "--source", "a test", "--json", json);
        CostTable table = CostTable.Parse(File.ReadAllText(json));

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.Equal(("a test", 10), (table.Source, Assert.Single(table.Rows).LogN));
        Assert.Contains("Key product", tool.Output);
    }

    [Theory]
    [InlineData("--log-n", "13,9", "10 to 17")]
    [InlineData("--log-n", "", "10 to 17")]
    [InlineData("--primes", "1", "2 to 64")]
    [InlineData("--primes", "four", "2 to 64")]
    [InlineData("--dnum", "0", "1 to 64")]
    [InlineData("--threads", "65", "1 to 64")]
    public void NumbersOutOfRangeAreNamedWithTheirBounds(string option, string value, string bounds)
    {
        Tool tool = Tool.Run("bench", "ckks", "--quick", option, value);

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains($"{option} is '{value}'", tool.Error);
        Assert.Contains(bounds, tool.Error);
    }

    [Fact]
    public void MistakesAreFoundBeforeMeasuring()
    {
        Tool name = Tool.Run("bench", "ckks", "--only", "rotated");
        Tool digits = Tool.Run("bench", "ckks", "--primes", "40", "--dnum", "2");
        Tool folder = Tool.Run("bench", "kernels", "--json", Path.Combine("nowhere", "rows.json"));

        Assert.All([name, digits, folder], static tool => Assert.Equal(ExitCode.InputWrong, tool.ExitCode));
        Assert.Contains("the operations are encode, encode.repeats.16", name.Error);
        Assert.Contains("at least 3 digits", digits.Error);
        Assert.Contains("there is no folder", folder.Error);
    }

    private static JsonElement[] Rows(string suite, params string[] options)
    {
        Tool tool = Tool.Run(["bench", suite, "--quick", "--log-n", "13", "--primes", "4", "--threads", "1", .. options]);
        Assert.Equal(ExitCode.Done, tool.ExitCode);

        return [.. JsonDocument.Parse(tool.Output).RootElement.EnumerateArray()];
    }
}
