using PowerSoftmax.Mutations;

const string Usage = """
    Plants small faults in a copy of the repository and tells which of them the tests catch.

      dotnet run --project tests/Mutations -- [names]         all, or those whose name begins with one of the given
      dotnet run --project tests/Mutations -- --list          names, files, and the test class that must notice

    The copy lies in artifacts/mutations and stays for the next run. Exit code 0: all were caught; 1: some were not.
    """;

string root = FindRoot();
List<Mutation> chosen = [.. MutationList.All.Where(mutation => args.All(IsOption) || args.Any(name => mutation.Name.StartsWith(name, StringComparison.Ordinal)))];

if (args.Any(argument => IsOption(argument) && argument != "--list") || chosen.Count == 0)
{
    Console.WriteLine(Usage);
    return 1;
}

if (args.Contains("--list"))
{
    chosen.ForEach(mutation => Console.WriteLine($"{mutation.Name,-50} {mutation.File}  {mutation.CaughtBy}"));
    return 0;
}

List<string> defects = [.. chosen.SelectMany(mutation => MutationList.Defects(mutation, root).Select(defect => $"{mutation.Name}: {defect}"))];

if (defects.Count > 0)
{
    defects.ForEach(Console.WriteLine);
    return 1;
}

int missed = await new MutationRun(new ScratchTree(root, Path.Combine(root, "artifacts", "mutations"))).RunAsync(chosen);
Console.WriteLine($"{chosen.Count - missed} of {chosen.Count} caught");

return missed == 0 ? 0 : 1;

static bool IsOption(string argument) => argument.StartsWith('-');

static string FindRoot()
{
    DirectoryInfo? folder = new(AppContext.BaseDirectory);

    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PowerSoftmax.sln")))
    {
        folder = folder.Parent;
    }

    return folder?.FullName ?? throw new InvalidOperationException($"there is no PowerSoftmax.sln above {AppContext.BaseDirectory}");
}
