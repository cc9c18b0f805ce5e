using PowerSoftmax.Training.Data;
using PowerSoftmax.Training.Learning;
using PowerSoftmax.Training.Model;
using static TorchSharp.torch;

namespace PowerSoftmax.Training;

/// <summary>Trains the intent model from the corpus, writes the files of the sample, and prints what it measured.</summary>
internal static class TrainCommand
{
    private const double LargestAllowedDifference = 1e-4;

    /// <summary>Returns 0, or 1 when ONNX Runtime disagrees with the trained network.</summary>
    public static int Run(string data, string output)
    {
        TrainingOptions options = new();

        // One thread: sums are then always added in the same order, and a second gains nothing at this size.
        set_num_threads(1);
        random.manual_seed(options.Seed);

        (string[] vocabulary, EncodedSet training, EncodedSet validation) = IntentData.Read(data, options.MinimumWordCount);
        using IntentNetwork network = new(vocabulary.Length);
        new Trainer(network, options).Run(
            training,
            vocabulary.Length,
            static (epoch, loss, penalty) => Console.WriteLine($"epoch {epoch,3}  loss {loss:F4}  range penalty {penalty:F4}"));

        IntentArtifacts artifacts = IntentArtifacts.Measure(network, vocabulary, training, validation, options);
        artifacts.WriteTo(output);
        Console.WriteLine(new ModelCard(artifacts).Measurements());

        return artifacts.Agreement.LargestDifference <= LargestAllowedDifference ? 0 : 1;
    }
}
