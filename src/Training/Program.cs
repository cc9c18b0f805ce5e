using PowerSoftmax.Training;
using PowerSoftmax.Training.Digits;
using PowerSoftmax.Training.Native;

switch (args)
{
    case ["train", string data, string output]:
        return TrainCommand.Run(data, output);

    case ["train-digits", string data, string output]:
        return TrainDigitsCommand.Run(data, output);

    case ["prepare-debian12"]:
        string library = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
        Console.WriteLine($"{library}: {SymbolVersionRequirement.Weaken(library, "GLIBCXX_3.4.32")} requirements weakened");

        return 0;

    default:
        Console.Error.WriteLine("""
            usage: train <folder of the SNIPS json files> <output folder>
                   train-digits <folder of the optdigits csv files> <output folder>
                   prepare-debian12
            """);

        return 2;
}
