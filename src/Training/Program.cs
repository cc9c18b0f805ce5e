using PowerSoftmax.Training;
using PowerSoftmax.Training.Bert;
using PowerSoftmax.Training.Digits;
using PowerSoftmax.Training.Native;

switch (args)
{
    case ["train", string data, string output]:
        return TrainCommand.Run(data, output);

    case ["train-bert", string data, string output]:
        return TrainBertCommand.Run(data, output, BertStage.All);

    case ["train-bert", string data, string output, string stage] when Enum.TryParse(stage, ignoreCase: true, out BertStage parsed):
        return TrainBertCommand.Run(data, output, parsed);

    case ["train-digits", string data, string output]:
        return TrainDigitsCommand.Run(data, output);

    case ["prepare-debian12"]:
        string library = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
        Console.WriteLine($"{library}: {SymbolVersionRequirement.Weaken(library, "GLIBCXX_3.4.32")} requirements weakened");

        return 0;

    default:
        Console.Error.WriteLine("""
            usage: train <folder of the SNIPS json files> <output folder>
                   train-bert <folder of the SNIPS json files> <output folder> [two | four | card]
                   train-digits <folder of the optdigits csv files> <output folder>
                   prepare-debian12
            """);

        return 2;
}
