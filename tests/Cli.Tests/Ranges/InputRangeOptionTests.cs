using System.Text.Json;
using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Samples;

namespace PowerSoftmax.Cli.Tests.Ranges;

/// <summary>What encrypt and run say of inputs outside of the ranges, on the small transformer in a ring that hides nothing.</summary>
public sealed class InputRangeOptionTests(RangedTransformer model) : IClassFixture<RangedTransformer>
{
    [Fact]
    public void RunNamesThePolynomialsWhereTheAnswerIsNone()
    {
        using Workspace workspace = new();
        Tool tool = Tool.Run("run", model.Circuit, "--input", Inputs(workspace, 2.5), "--check-ranges");

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("An argument of 'inverse-sqrt' at node '/layer.0/norm/Sqrt#inverse#activation' is ", tool.Error);
        Assert.Contains("outside of [0.5, 1.5] by ", tool.Error);
    }

    [Fact]
    public void AnInputOutsideIsEncryptedWithAWarning()
    {
        using Workspace workspace = new();
        Tool tool = Tool.Run("encrypt", model.Circuit, "--keys", model.Client, "--input", Inputs(workspace, 1.5), "-o", workspace.PathOf("q.bin"), "--json", "-");

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.Contains("warning PSM4008: 'x', which is computed from the input and encrypted, is ", tool.Error);
        Assert.True(File.Exists(workspace.PathOf("q.bin")));
        Assert.Equal(1, JsonDocument.Parse(tool.Output).RootElement.GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public void StrictRefusesItAndWritesNothing()
    {
        using Workspace workspace = new();
        Tool refused = Tool.Run("encrypt", model.Circuit, "--keys", model.Client, "--input", Inputs(workspace, 1.5), "-o", workspace.PathOf("q.bin"), "--strict");
        Tool run = Tool.Run("run", model.Circuit, "--input", Inputs(workspace, 1.5), "--strict");

        Assert.All([refused, run], static tool => Assert.Equal(ExitCode.InputWrong, tool.ExitCode));
        Assert.All([refused, run], static tool => Assert.Contains("error PSM4009: 'x'", tool.Error));
        Assert.False(File.Exists(workspace.PathOf("q.bin")));
    }

    [Fact]
    public void AnInputInsideIsEncryptedInSilence()
    {
        using Workspace workspace = new();
        Tool tool = Tool.Run("encrypt", model.Circuit, "--keys", model.Client, "--input", Inputs(workspace, 1), "-o", workspace.PathOf("q.bin"), "--strict");

        Assert.Equal((ExitCode.Done, string.Empty), (tool.ExitCode, tool.Error));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void AnInputThatIsNoNumberIsNamed(double value, string text)
    {
        using Workspace workspace = new();
        double[] values = new double[256];
        values[128 + 18] = value;
        string path = workspace.PathOf("broken.npz");
        NpzFile.Write(path, new Dictionary<string, Tensor> { ["x"] = new(ElementType.Float64, Shape.Of(2, 8, 16), values) });

        Tool tool = Tool.Run("encrypt", model.Circuit, "--keys", model.Client, "--input", path, "-o", workspace.PathOf("q.bin"));

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains($"error PSM2017: '{path}': array 'x' is {text} at element [1, 1, 2] of sample 1.", tool.Error);
    }

    [Fact]
    public void RunListsArgumentsOutsideTheIntervalsOfPolynomials()
    {
        using Workspace workspace = new();
        string json = workspace.PathOf("run.json");
        Tool tool = Tool.Run("run", model.Circuit, "--input", Inputs(workspace, 1.15), "--check-ranges", "--json", json);
        JsonElement sample = JsonDocument.Parse(File.ReadAllText(json)).RootElement.GetProperty("samples")[0];
        JsonElement[] strays = [.. sample.GetProperty("strays").EnumerateArray()];

        Assert.Contains("Arguments outside the intervals of polynomials", tool.Output);
        Assert.NotEmpty(strays);
        JsonElement named = strays.First(static stray => stray.GetProperty("function").GetString() != "polynomial");
        (double low, double high) = (named.GetProperty("low").GetDouble(), named.GetProperty("high").GetDouble());
        double argument = named.GetProperty("argument").GetDouble();
        Assert.True(argument < low || argument > high, named.ToString());
        Assert.Equal(Math.Max(low - argument, argument - high) / (high - low), named.GetProperty("distance").GetDouble(), 9);
        Assert.True(named.GetProperty("error").ValueKind == JsonValueKind.String || named.GetProperty("error").GetDouble() > 0);
        Assert.InRange(named.GetProperty("outside").GetInt32(), 1, named.GetProperty("slots").GetInt32());
        Assert.Contains("warning PSM4008: On input 0: 'x'", tool.Error);
    }

    [Fact]
    public void RunSaysSoWhereNoArgumentStrays()
    {
        using Workspace workspace = new();
        Tool tool = Tool.Run("run", model.Circuit, "--input", Inputs(workspace, 1), "--check-ranges");

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.Contains("none: on these inputs every argument lies in its interval", tool.Output);
        Assert.DoesNotContain("PSM4008", tool.Error);
        Assert.Contains("'logits': encrypted class = clear polynomial class", tool.Output);
    }

    /// <summary>The sample that lies in the ranges of the polynomials, scaled.</summary>
    private string Inputs(Workspace workspace, double scale)
    {
        string path = workspace.PathOf("inputs.npz");
        double[] values = [.. model.Sample.Values.Select(value => scale * value)];
        NpzFile.Write(path, new Dictionary<string, Tensor> { ["x"] = new(ElementType.Float64, Shape.Of(1, 8, 16), values) });
        return path;
    }
}
