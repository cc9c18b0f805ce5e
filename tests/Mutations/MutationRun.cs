using System.Diagnostics;

namespace PowerSoftmax.Mutations;

/// <summary>Plants faults one after the other in a copy of the repository and asks the tests.</summary>
internal sealed class MutationRun(ScratchTree tree)
{
    /// <summary>Prints a line a fault.</summary>
    /// <returns>How many were not caught.</returns>
    public async Task<int> RunAsync(IReadOnlyList<Mutation> mutations)
    {
        await tree.SynchronizeAsync();
        int missed = 0;

        foreach (IGrouping<string, Mutation> group in mutations.GroupBy(static mutation => mutation.TestFolder))
        {
            TestFolder tests = new(tree.Root, group.Key);
            TestVerdict sound = await BuildAndRunAsync(tests, group.Select(static mutation => mutation.TestClass).Distinct());

            // Tests that fail anyway would catch everything.
            if (sound.Outcome != Outcome.Passed)
            {
                Console.WriteLine($"BROKEN    {group.Key} without any fault: {sound.Detail}");
                missed += group.Count();
                continue;
            }

            foreach (Mutation mutation in group)
            {
                missed += await IsCaughtAsync(tests, mutation) ? 0 : 1;
            }
        }

        return missed;
    }

    private async Task<bool> IsCaughtAsync(TestFolder tests, Mutation mutation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using IDisposable planted = tree.Plant(mutation);
        TestVerdict verdict = await BuildAndRunAsync(tests, [mutation.TestClass]);
        string word = verdict.Outcome switch { Outcome.Failed => "caught  ", Outcome.Passed => "SURVIVED", _ => "BROKEN  " };
        Console.WriteLine($"{word}  {mutation.Name,-50} {clock.Elapsed.TotalSeconds,4:F0} s  {verdict.Detail}");

        return verdict.Outcome == Outcome.Failed;
    }

    private static async Task<TestVerdict> BuildAndRunAsync(TestFolder tests, IEnumerable<string> classes)
    {
        string errors = await tests.BuildAsync();

        return errors.Length == 0 ? await tests.RunAsync(classes) : new TestVerdict(Outcome.Broken, $"it does not compile: {errors}");
    }
}
