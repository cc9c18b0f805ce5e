using PowerSoftmax.Samples.PrivateIntent;
using Spectre.Console;

if (args.Length == 0)
{
    Console.Error.WriteLine("Give a sentence: dotnet run -c Release --project samples/01-PrivateIntent -- \"play some jazz by miles davis\"");
    return 1;
}

try
{
    IAnsiConsole console = AnsiConsole.Console;
    if (!console.Profile.Out.IsTerminal)
    {
        console.Profile.Width = 120;
    }

    await PrivateQuestion.AskAsync(string.Join(' ', args), console);
    return 0;
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
