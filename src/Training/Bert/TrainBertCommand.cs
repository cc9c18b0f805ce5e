using PowerSoftmax.Training.Data;
using PowerSoftmax.Training.Learning;
using static TorchSharp.torch;

namespace PowerSoftmax.Training.Bert;

/// <summary>Trains the models of <c>samples/02-BertTinyPowerSoftmax</c> and writes the files of the sample.</summary>
internal static class TrainBertCommand
{
    private const double LargestAllowedDifference = 1e-4;

    /// <summary>Returns 0, or 1 when ONNX Runtime disagrees with a trained network.</summary>
    public static int Run(string data, string output, BertStage stages)
    {
        // One thread: sums are then always added in the same order.
        set_num_threads(1);
        BertFiles files = new(output);
        IntentData corpus = IntentData.Read(data, BertOptions.TwoLayers.MinimumWordCount);
        Directory.CreateDirectory(output);

        if (stages.HasFlag(BertStage.Two))
        {
            Train(BertOptions.TwoLayers, corpus, files[BertFiles.TwoLayers], () => new BertNetwork(corpus.Vocabulary.Length, 2));
        }

        if (stages.HasFlag(BertStage.Four))
        {
            byte[] start = File.ReadAllBytes(files[BertFiles.TwoLayers]);
            Train(
                BertOptions.FourLayers,
                corpus,
                files[BertFiles.FourLayers],
                () => BertImporter.Stack(start, corpus.Vocabulary.Length, storedLayers: 2, layerCount: 4));
        }

        return stages.HasFlag(BertStage.Card) ? Measure(corpus, files) : 0;
    }

    private static void Train(TrainingOptions options, IntentData corpus, string path, Func<BertNetwork> create)
    {
        random.manual_seed(options.Seed);
        using BertNetwork network = create();
        new Trainer(network, options).Run(
            corpus.Training,
            corpus.Vocabulary.Length,
            static (epoch, loss, penalty) => Console.WriteLine($"epoch {epoch,3}  loss {loss:F4}  range penalty {penalty:F4}"));
        File.WriteAllBytes(path, new BertExporter(network).Export());
    }

    private static int Measure(IntentData corpus, BertFiles files)
    {
        (string Name, int Layers)[] known = [(BertFiles.TwoLayers, 2), (BertFiles.FourLayers, 4)];
        BertMeasurement[] models =
        [
            .. known
                .Where(model => File.Exists(files[model.Name]))
                .Select(model => BertMeasurement.Of(model.Name, model.Layers, corpus, files)),
        ];
        new BertArtifacts(corpus, models).WriteTo(files);

        return models.All(static model => model.Agreement.LargestDifference <= LargestAllowedDifference) ? 0 : 1;
    }
}
