using System.Globalization;
using PowerSoftmax.Samples.PrivateIntent;
using PowerSoftmax.Training;
using PowerSoftmax.Training.Data;
using PowerSoftmax.Training.Export;
using PowerSoftmax.Training.Learning;
using PowerSoftmax.Training.Model;
using PowerSoftmax.Training.Ranges;
using static TorchSharp.torch;

if (args.Length is < 2 or > 3)
{
    Console.Error.WriteLine("usage: PowerSoftmax.Training <folder of the SNIPS json files> <output folder> [epochs]");

    return 2;
}

TrainingOptions options = new();
options = args.Length == 3 ? options with { Epochs = int.Parse(args[2], CultureInfo.InvariantCulture) } : options;

// One thread: sums are then always added in the same order, and two threads gain nothing at this size.
set_num_threads(1);
random.manual_seed(options.Seed);

SnipsCorpus corpus = new(args[0]);
Utterance[] utterances = corpus.ReadTraining();
string[] vocabulary = VocabularyBuilder.Build(utterances, options.MinimumWordCount);
IntentTokenizer tokenizer = new(vocabulary);
EncodedSet training = EncodedSet.From(utterances, tokenizer);
EncodedSet validation = EncodedSet.From(corpus.ReadValidation(), tokenizer);
Console.WriteLine($"{training.Count} of {utterances.Length} training utterances, {validation.Count} for validation, {vocabulary.Length} words");

using IntentNetwork network = new(vocabulary.Length);
new Trainer(network, options).Run(
    training,
    vocabulary.Length,
    (epoch, loss, penalty) => Console.WriteLine($"epoch {epoch,3}  loss {loss:F4}  penalty {penalty:F4}"));

IntentArtifacts artifacts = IntentArtifacts.Measure(network, vocabulary, training, validation, options);
artifacts.WriteTo(args[1]);
Console.WriteLine(artifacts.RangeTable());
Console.WriteLine($"ONNX Runtime: accuracy {artifacts.Agreement.Accuracy:P2}, largest difference {artifacts.Agreement.LargestDifference:E1}");

return artifacts.Agreement.LargestDifference <= 1e-4 ? 0 : 1;
