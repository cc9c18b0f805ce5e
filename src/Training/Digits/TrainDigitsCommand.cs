namespace PowerSoftmax.Training.Digits;

/// <summary>Trains the digit model, writes the files of sample 03, and prints what it measured.</summary>
internal static class TrainDigitsCommand
{
    private const double LargestAllowedDifference = 1e-4;

    /// <summary>Returns 0, or 1 when ONNX Runtime disagrees with the trained network.</summary>
    public static int Run(string data, string output)
    {
        DigitOptions options = new();
        DigitSet training = DigitFile.Read(Path.Combine(data, "optdigits-train.csv"));
        DigitSet test = DigitFile.Read(Path.Combine(data, "optdigits-test.csv"));
        DigitNetwork network = DigitTrainer.Run(training, options, static (epoch, loss) => Console.WriteLine($"epoch {epoch,3}  loss {loss:F4}"));

        DigitArtifacts artifacts = DigitArtifacts.Measure(network, training, test, options);
        artifacts.WriteTo(output);
        Console.WriteLine(artifacts.Test);

        return Math.Max(artifacts.Training.LargestDifference, artifacts.Test.LargestDifference) <= LargestAllowedDifference ? 0 : 1;
    }
}
