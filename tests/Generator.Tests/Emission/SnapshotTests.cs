using PowerSoftmax.Generator.Tests.Support;

namespace PowerSoftmax.Generator.Tests.Emission;

public sealed class SnapshotTests
{
    private const string Source = """
        namespace Intents;

        [PowerSoftmax.EncryptedModel("transformer.onnx", Calibration = "transformer.samples.npz")]
        internal partial class IntentModel;
        """;

    [Theory]
    [InlineData("Intents.IntentModel.g.cs")]
    [InlineData("Intents.IntentModel.Server.g.cs")]
    public void TheTransformerIsEmittedAsReviewed(string fileName) =>
        Snapshot.Matches(fileName, GeneratorRun.Of(Source, CircuitFixture.Load("transformer"))[fileName]);

    [Fact]
    public void AFailedModelIsEmittedAsReviewed() =>
        Snapshot.Matches("Intents.IntentModel.Server.Failed.g.cs", GeneratorRun.Of(Source)["Intents.IntentModel.Server.g.cs"]);
}
