using System.Globalization;
using System.Net;
using PowerSoftmax.Integration.Tests.Support;

namespace PowerSoftmax.Integration.Tests.Samples;

/// <summary>The sample with a SEAL client: real SEAL encrypts and decrypts, the server evaluates.</summary>
public sealed class SealClientTests
{
    [Fact]
    public void RealSealDecryptsTheAnswerOfAWholeCircuit()
    {
        SealClientSample.RequireNodeSeal();

        ProgramRun run = SealClientSample.Run("7");

        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("Image 7 shows a 7 (written as a 7)", run.Output);
        Assert.Contains("128 bits (classical)", run.Output);
        Assert.Contains("the secret key stays here", run.Error);
        double difference = double.Parse(run.After("Largest difference of a probability: "), CultureInfo.InvariantCulture);
        Assert.True(difference < 1e-5, $"the probabilities differ by {difference}");
    }

    [Fact]
    public async Task AServerAnswersSeveralQuestionsOfClientsThatComeByThemselves()
    {
        SealClientSample.RequireNodeSeal();
        using SealClientSample.Server server = await SealClientSample.Server.StartAsync();

        ProgramRun first = SealClientSample.RunClient(server.Url, "0");
        ProgramRun second = SealClientSample.RunClient(server.Url, "11");

        Assert.Contains("Image 0 shows a 0", first.Output);
        Assert.Contains("Image 11 shows a 1", second.Output);
    }

    [Fact]
    public void AnImageThatIsNotThereIsNamedByTheClient()
    {
        SealClientSample.RequireNodeSeal();

        ProgramRun run = SealClientSample.RunClient("http://127.0.0.1:9", "100");

        Assert.Equal(1, run.Code);
        Assert.Contains("there are images 0 to 99; '100' is none of them", run.Error);
    }

    [Theory]
    [InlineData("100")]
    [InlineData("-1")]
    [InlineData("serve", "x")]
    public void WrongArgumentsShowTheRightOnes(params string[] arguments)
    {
        ProgramRun run = SealClientSample.Run(arguments);

        Assert.Equal(1, run.Code);
        Assert.Contains("usage: dotnet run", run.Error);
    }

    [Fact]
    public async Task WhatIsNoSealObjectIsRefusedWithTheReason()
    {
        using SealClientSample.Server server = await SealClientSample.Server.StartAsync();
        using HttpClient http = new() { BaseAddress = new Uri(server.Url) };

        using HttpResponseMessage keys = await http.PostAsync("keys", new ByteArrayContent(new byte[100]));
        using HttpResponseMessage unknown = await http.PostAsync("evaluate?keys=mine", new ByteArrayContent(new byte[100]));

        Assert.Equal(HttpStatusCode.BadRequest, keys.StatusCode);
        Assert.Contains("relinearization keys", await keys.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("no client has sent keys of that name", await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ThePublishedContractIsThatOfTheCircuit()
    {
        using SealClientSample.Server server = await SealClientSample.Server.StartAsync();
        using HttpClient http = new() { BaseAddress = new Uri(server.Url) };

        string contract = await http.GetStringAsync("contract");

        Assert.Equal(Contracts.ClientContract.Of(PowerSoftmax.Samples.SealClient.DigitModel.Circuit).ToJson(), contract);
    }

    [Fact]
    public void TheClientsOwnTestsPass()
    {
        SealClientSample.RequireNodeSeal();

        ProgramRun run = SealClientSample.RunNode("--test", SealClientSample.ClientFile("contract.test.mjs"));

        Assert.True(run.Code == 0, run.Output + run.Error);
    }
}
