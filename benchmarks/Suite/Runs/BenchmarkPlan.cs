using PowerSoftmax.Benchmarks.Suite.Cases;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Benchmarks.Suite.Runs;

/// <summary>A request, checked and spelled out.</summary>
internal static class BenchmarkPlan
{
    /// <param name="all">The cases there are.</param>
    /// <param name="request">Which of them, and at which sizes.</param>
    /// <param name="logN">One of the request's ring degrees.</param>
    /// <exception cref="ParameterException">A name is unknown, or a size impossible.</exception>
    public static IReadOnlyList<BenchmarkStep<TWorkbench>> For<TWorkbench>(
        IReadOnlyList<CaseDefinition<TWorkbench>> all, BenchmarkRequest request, int logN)
    {
        CaseDefinition<TWorkbench>[] cases = [.. Wanted(all, request.Only)];
        List<BenchmarkStep<TWorkbench>> steps = [];

        foreach (int primes in request.Primes.Distinct())
        {
            foreach (int threads in request.Threads.Distinct())
            {
                BenchmarkConfiguration[] configurations = [.. request.Dnums
                    .Select(dnum => new BenchmarkConfiguration(logN, primes, dnum, threads))
                    .DistinctBy(static configuration => configuration.Dnum)];

                // What does not depend on the digits is measured for the first number of them.
                steps.AddRange(configurations.Select((configuration, i) => new BenchmarkStep<TWorkbench>(
                    configuration, i == 0 ? cases : [.. cases.Where(static definition => definition.UsesDigits)])));
            }
        }

        return [.. steps.Where(static step => step.Cases.Count > 0)];
    }

    private static IEnumerable<CaseDefinition<TWorkbench>> Wanted<TWorkbench>(
        IReadOnlyList<CaseDefinition<TWorkbench>> all, IReadOnlyList<string>? only)
    {
        string? unknown = only?.FirstOrDefault(name => all.All(definition => definition.Name != name));

        return unknown is null
            ? all.Where(definition => only is null || only.Contains(definition.Name))
            : throw new ParameterException("only", $"'{unknown}'", $"the operations are {string.Join(", ", all.Select(static definition => definition.Name))}.");
    }
}
