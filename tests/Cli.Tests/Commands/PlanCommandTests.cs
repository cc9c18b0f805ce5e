using System.Text.Json;
using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Cli.Tests.Commands;

public sealed class PlanCommandTests
{
    [Fact]
    public void TablesShowPolynomialsOperationsAndCertificate()
    {
        using Workspace workspace = new();
        string json = workspace.PathOf("plan.json");
        Tool tool = Tool.Run("plan", Workspace.Sample("intent.onnx"), "--json", json);

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.All(
            ["Polynomials", "inverse-sqrt", "Attempts", "too deep", "taken", "Operations", "linear_map", "evaluation keys", "128 bits (classical)"],
            words => Assert.Contains(words, tool.Output));
        Assert.Equal("intent", JsonDocument.Parse(File.ReadAllText(json)).RootElement.GetProperty("model").GetString());
    }

    [Fact]
    public void JsonTakesThePlaceOfTables()
    {
        Tool tool = Tool.Run("plan", Workspace.Sample("intent.onnx"), "--json", "-");
        JsonElement plan = JsonDocument.Parse(tool.Output).RootElement;
        JsonElement parameters = plan.GetProperty("parameters");

        Assert.Equal(128, parameters.GetProperty("securityBits").GetInt32());
        Assert.True(parameters.GetProperty("log2QP").GetDouble() <= parameters.GetProperty("budget").GetInt32());
        Assert.Equal(3, plan.GetProperty("functions").GetArrayLength());
        Assert.True(plan.GetProperty("totals").GetProperty("precisionBits").GetDouble() >= 10);
        Assert.True(plan.GetProperty("heldOut").GetProperty("relativeError").GetDouble() <= 1.0 / 64);
        JsonElement taken = Assert.Single(plan.GetProperty("attempts").EnumerateArray(), static attempt => attempt.GetProperty("isTaken").GetBoolean());
        Assert.Equal(parameters.GetProperty("logN").GetInt32(), taken.GetProperty("logN").GetInt32());
    }

    /// <summary>The model is compiled without the bound as well; one that does not bind costs nothing.</summary>
    [Fact]
    public void ABoundSaysWhatItCosts()
    {
        string[] bounded = ["plan", Workspace.Digits("digits.onnx"), "--max-memory", "1GiB"];
        Assert.Contains("without --max-memory 1.00 GiB", Tool.Run(bounded).Output, StringComparison.Ordinal);
        JsonElement plan = JsonDocument.Parse(Tool.Run([.. bounded, "--json", "-"]).Output).RootElement;

        JsonElement bound = Assert.Single(plan.GetProperty("bounds").EnumerateArray());
        Assert.Equal("--max-memory", bound.GetProperty("option").GetString());
        Assert.Equal(1L << 30, bound.GetProperty("bytes").GetInt64());
        Assert.Equal(plan.GetProperty("totals").GetProperty("keyBytes").GetInt64(), bound.GetProperty("keyBytes").GetInt64());
        Assert.Equal(plan.GetProperty("totals").GetProperty("twoThreadsMilliseconds").GetDouble(), bound.GetProperty("twoThreadsMilliseconds").GetDouble());
    }

    [Fact]
    public void ThroughputSaysHowManyInputsAndWhatEachTakes()
    {
        Tool tool = Tool.Run("plan", Workspace.Digits("digits.onnx"), "--aim", "throughput", "--json", "-");
        JsonElement plan = JsonDocument.Parse(tool.Output).RootElement;
        int batch = plan.GetProperty("batch").GetInt32();

        Assert.True(batch > 1, $"{batch} inputs");
        Assert.Contains(plan.GetProperty("attempts").EnumerateArray(), attempt => attempt.GetProperty("isTaken").GetBoolean() && attempt.GetProperty("layouts").GetString() == $"rows, {batch} at once");
    }

    [Fact]
    public void PlansAndKeysPredictTheSameBytesWithinTheBar()
    {
        JsonElement totals = JsonDocument.Parse(Tool.Run("plan", Workspace.Sample("intent.onnx"), "--json", "-").Output).RootElement.GetProperty("totals");
        JsonElement keys = JsonDocument.Parse(Tool.Run("keys", Workspace.Sample("intent.onnx"), "--plan-only", "--json", "-").Output).RootElement;

        Assert.Equal(totals.GetProperty("keyCount").GetInt32(), keys.GetProperty("keys").GetArrayLength());
        Assert.Equal(totals.GetProperty("keyBytes").GetInt64(), keys.GetProperty("memoryBytes").GetInt64());
        Assert.Equal(totals.GetProperty("seededKeyBytes").GetInt64(), keys.GetProperty("diskBytes").GetInt64());
        Assert.InRange(keys.GetProperty("diskBytes").GetInt64(), 1, 1_500_000_000);
    }

    [Fact]
    public void OpenDimensionsAreAskedForAndTaken()
    {
        string model = SharedFiles.Require("conformance/onnx-models/vespa-transformers/random_encoder.onnx");

        Assert.Contains("PSM2005", Tool.Run("plan", model).Error);
        Assert.DoesNotContain("PSM2005", Tool.Run("plan", model, "--dimension", "tokens=16").Error);
        Assert.Contains("give NAME=SIZE", Tool.Run("plan", model, "--dimension", "tokens").Error);
    }

    [Fact]
    public void LevelsFallByWhatEachOperationConsumes()
    {
        Tool tool = Tool.Run("plan", Workspace.Sample("intent.onnx"), "--json", "-");
        JsonElement plan = JsonDocument.Parse(tool.Output).RootElement;

        Assert.All(plan.GetProperty("operations").EnumerateArray(), static operation =>
            Assert.True(operation.GetProperty("levelOut").GetInt32() <= operation.GetProperty("levelIn").GetInt32()));
        Assert.Equal(0, plan.GetProperty("operations").EnumerateArray().Last().GetProperty("levelOut").GetInt32());
    }

    [Fact]
    public void ATighterErrorBudgetCostsDegrees()
    {
        Assert.True(Degrees("--error-budget", "0.001") > Degrees());

        static int Degrees(params string[] options) => JsonDocument.Parse(Tool.Run(["plan", Workspace.Sample("intent.onnx"), "--json", "-", .. options]).Output)
            .RootElement.GetProperty("functions").EnumerateArray().Sum(static function => function.GetProperty("degree").GetInt32());
    }

    [Theory]
    [InlineData("--error-budget", "-1")]
    [InlineData("--agreement", "98")]
    [InlineData("--max-log-n", "20")]
    public void OptionsOutOfRangeAreNamedWithTheirBounds(string option, string value)
    {
        Tool tool = Tool.Run("plan", Workspace.Sample("intent.onnx"), option, value);

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains(option, tool.Error);
        Assert.Contains("number from", tool.Error);
    }

    [Fact]
    public void ARingWithoutTheLevelsEndsWithHowManyAreMissing()
    {
        Tool tool = Tool.Run("plan", Workspace.Sample("intent.onnx"), "--max-log-n", "14");

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Matches("PSM300[23]", tool.Error);
    }
}
