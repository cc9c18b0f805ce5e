using System.Text.Json;
using PowerSoftmax.Cli.Tests.Support;

namespace PowerSoftmax.Cli.Tests.Commands;

public sealed class ClientContractOptionTests
{
    [Fact]
    public void TheContractBelongsToTheCircuitBesideIt()
    {
        using Workspace workspace = new();
        string circuit = workspace.PathOf("digits.psir");
        string contract = workspace.PathOf("contract.json");

        Tool tool = Tool.Run("compile", Workspace.Digits("digits.onnx"), "-o", circuit, "--key-format", "seal", "--client-contract", contract);

        Assert.True(tool.ExitCode == ExitCode.Done, tool.Error);
        JsonElement json = JsonDocument.Parse(File.ReadAllText(contract)).RootElement;
        Assert.Contains(json.GetProperty("circuit").GetString()!, File.ReadAllText(circuit));
        Assert.Equal(8192, json.GetProperty("encryption").GetProperty("polyModulusDegree").GetInt32());
        Assert.Equal("pixels", json.GetProperty("inputs")[0].GetProperty("source").GetString());
        Assert.Equal("softmax", json.GetProperty("results")[0].GetProperty("steps")[0].GetProperty("operation").GetString());
    }

    [Fact]
    public void ACircuitForOtherKeysHasNoContract()
    {
        using Workspace workspace = new();
        string contract = workspace.PathOf("contract.json");

        Tool tool = Tool.Run("compile", Workspace.Sample("intent.onnx"), "-o", workspace.PathOf("intent.psir"), "--client-contract", contract);

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("Compile the model with --key-format seal", tool.Error);
        Assert.False(File.Exists(contract));
    }
}
