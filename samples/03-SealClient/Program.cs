using System.Globalization;
using PowerSoftmax.Samples.SealClient;
using Spectre.Console;

const string Usage = """
    usage: dotnet run -c Release --project samples/03-SealClient                  asks about image 0 of digits.images.csv
           dotnet run -c Release --project samples/03-SealClient -- IMAGE         asks about another one, 0 to 99
           dotnet run -c Release --project samples/03-SealClient -- serve [PORT]  only the server, for clients of your own
    """;

switch (args)
{
    case [] or [_] when TryNumber(args.FirstOrDefault("0"), 99, out int image):
        return await Ask(image);

    case ["serve"]:
        return await Serve(5000);

    case ["serve", string text] when TryNumber(text, ushort.MaxValue, out int port):
        return await Serve(port);

    default:
        Console.Error.WriteLine(Usage);
        return 1;
}

static bool TryNumber(string text, int most, out int number) =>
    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;

static async Task<int> Ask(int image)
{
    IAnsiConsole console = AnsiConsole.Console;
    if (!console.Profile.Out.IsTerminal)
    {
        console.Profile.Width = 120;
    }

    try
    {
        await using DigitServer server = await DigitServer.StartAsync(0);
        DigitAnswer answer = await NodeClient.AskAsync(server.Url, image);
        AnswerReport.Write(answer, ClearReference.OnnxRuntime(image), console);
        return 0;
    }
    catch (Exception error) when (error is ClientUnavailableException or InvalidOperationException)
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    }
}

static async Task<int> Serve(int port)
{
    try
    {
        await using DigitServer server = await DigitServer.StartAsync(port);
        Console.WriteLine($"Listening on {server.Url}; ask with: npm start --prefix samples/03-SealClient/client -- {server.Url} 7");
        await server.WaitAsync();
        return 0;
    }
    catch (IOException error)
    {
        Console.Error.WriteLine($"{error.Message} Give another port.");
        return 1;
    }
}
