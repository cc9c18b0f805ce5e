using System.CommandLine;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.LargeShapes;
using PowerSoftmax.LargeShapes.Models;
using Spectre.Console;

Argument<string> kindArgument = new("model") { Description = string.Join(", ", LargeKind.All.Select(static kind => kind.Name)) };
kindArgument.AcceptOnlyFromAmong([.. LargeKind.All.Select(static kind => kind.Name)]);
Option<string> folder = new("--output", "-o") { Description = "folder for the files", DefaultValueFactory = static _ => "large-shapes" };
Option<int> samples = new("--samples") { Description = "number of sample inputs", DefaultValueFactory = static _ => 16 };
Option<int> looked = new("--ranges") { Description = "samples whose ranges ONNX Runtime shows, 0 for none", DefaultValueFactory = static _ => 2 };
Option<bool> normalize = new("--normal-form") { Description = "import, bring to normal form, and compare one sample with ONNX Runtime" };
Option<int> seed = new("--seed") { Description = "seed of the weights", DefaultValueFactory = static _ => 1 };
Option<int?>[] sizes = [.. new[] { "layers", "width", "heads", "inner", "tokens", "vocabulary" }.Select(static name => new Option<int?>("--" + name) { Description = $"other number of {name} than the model's" })];

RootCommand command = new("Writes an ONNX model of a well-known shape with weights drawn from a seed, its weights and sample inputs beside it.") { kindArgument, folder, samples, looked, normalize, seed };
foreach (Option<int?> size in sizes)
{
    command.Options.Add(size);
}

command.SetAction(result =>
{
    LargeKind kind = LargeKind.All.Single(kind => kind.Name == result.GetValue(kindArgument));
    LargeShape shape = new(
        result.GetValue(sizes[0]) ?? kind.Shape.Layers,
        result.GetValue(sizes[1]) ?? kind.Shape.Width,
        result.GetValue(sizes[2]) ?? kind.Shape.Heads,
        result.GetValue(sizes[3]) ?? kind.Shape.Inner,
        result.GetValue(sizes[4]) ?? kind.Shape.Tokens,
        result.GetValue(sizes[5]) ?? kind.Shape.Vocabulary) { Seed = result.GetValue(seed) };
    if (shape.Problem() is not null || result.GetValue(samples) < Math.Max(1, result.GetValue(looked)))
    {
        Console.Error.WriteLine(shape.Problem() ?? "there must be at least one sample, and as many as ranges are shown of");
        return 1;
    }

    LargeModelFiles files = LargeModelFiles.Write(kind, shape, result.GetValue(folder)!, result.GetValue(samples));
    IAnsiConsole console = AnsiConsole.Console;
    console.Profile.Width = console.Profile.Out.IsTerminal ? console.Profile.Width : 140;
    console.WriteLine(files.Model);
    if (result.GetValue(looked) > 0)
    {
        RangeReport.Write(
            RangeReport.Measure(OnnxModelReader.Read(files.Model), Enumerable.Range(0, result.GetValue(looked)).Select(sample => DrawnInputs.Sample(files.Samples, sample)), shape.Layers),
            console);
    }

    if (result.GetValue(normalize))
    {
        NormalFormCheck.Run(files.Model, DrawnInputs.Sample(files.Samples, 0), console);
    }

    return 0;
});

return command.Parse(args).Invoke();
