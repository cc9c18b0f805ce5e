using System.CommandLine;

namespace PowerSoftmax.Cli.Commands;

/// <summary>Options that several commands take.</summary>
internal static class CommonOptions
{
    public static Option<FileInfo?> Calibration() => new("--calibration")
    {
        Description = "Samples (.npz): one array for each model input, the first axis counting samples. Default: MODEL.samples.npz beside the model.",
    };

    public static Option<bool> Strict() => new("--strict")
    {
        Description = "Refuses an input outside of the calibrated ranges; without it there is a warning.",
    };

    public static Option<string?> Json() => new("--json")
    {
        Description = "Writes the result as JSON to this file; '-' writes it to the standard output in place of the tables.",
    };
}
