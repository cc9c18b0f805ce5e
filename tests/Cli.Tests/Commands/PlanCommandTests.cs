using System.Text.Json;
using PowerSoftmax.Cli.Tests.Support;

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
            ["Polynomials", "inverse-sqrt", "Operations", "matrix_product", "evaluation keys", "128 bits (classical)"],
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
}
