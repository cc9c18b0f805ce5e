using System.CommandLine;
using PowerSoftmax.Samples.BertTiny;
using Spectre.Console;

Argument<string[]> words = new("sentence")
{
    Description = "A sentence in English, as: play some jazz by miles davis",
    Arity = ArgumentArity.OneOrMore,
};
Option<int> layers = new("--layers") { Description = "Layers of the model.", DefaultValueFactory = _ => 2 };
layers.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is not (2 or 4))
    {
        result.AddError("--layers is 2 or 4: there is a model of either kind.");
    }
});
RootCommand command = new("Asks for the intent of a sentence that the server never sees.") { words, layers };
command.SetAction(async (result, _) =>
{
    try
    {
        IAnsiConsole console = AnsiConsole.Console;
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = 120;
        }

        await PrivateQuestion.AskAsync(string.Join(' ', result.GetValue(words)!), result.GetValue(layers), console);
        return 0;
    }
    catch (ArgumentException error)
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
