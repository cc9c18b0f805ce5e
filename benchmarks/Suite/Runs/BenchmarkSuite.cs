using PowerSoftmax.Benchmarks.Suite.Cases;
using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Benchmarks.Suite.Results;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Benchmarks.Suite.Runs;

/// <summary>Measures a list of cases at every size of a request.</summary>
/// <param name="cases">In the order in which they are measured.</param>
/// <param name="open">Makes what the cases of one configuration share; disposed before the next one is made, so that memory stays bounded.</param>
public sealed class BenchmarkSuite<TWorkbench>(
    IReadOnlyList<CaseDefinition<TWorkbench>> cases, Func<BenchmarkConfiguration, TWorkbench> open)
    where TWorkbench : IWorkbench
{
    /// <returns>For each ring degree the reference kernels, then the cases.</returns>
    /// <exception cref="ParameterException">A name is unknown, or a size impossible; nothing has been measured then.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkRequest request, IProgress<BenchmarkProgress> progress, CancellationToken cancellationToken)
    {
        (int LogN, IReadOnlyList<BenchmarkStep<TWorkbench>> Steps)[] plans =
            [.. request.LogNs.Distinct().Select(logN => (logN, BenchmarkPlan.For(cases, request, logN)))];
        int total = plans.Sum(static plan => ReferenceCases.All.Count + plan.Steps.Sum(static step => step.Cases.Count));
        RowRecorder recorder = new(total, progress, cancellationToken);
        using SustainedMode mode = new();

        foreach ((int logN, IReadOnlyList<BenchmarkStep<TWorkbench>> steps) in plans)
        {
            using ReferenceKernels references = new(logN);
            InterleavedSampling sampling = new(references, request.Policy);
            sampling.WarmUp();
            Measure(ReferenceCases.All, references, ReferenceCases.Configuration(logN), sampling, recorder);

            foreach (BenchmarkStep<TWorkbench> step in steps)
            {
                using TWorkbench bench = open(step.Configuration);
                recorder.Security = bench.Security;
                Measure(step.Cases, bench, step.Configuration, sampling, recorder);
                recorder.Security = null;
            }
        }

        return recorder.Rows;
    }

    private static void Measure<T>(
        IReadOnlyList<CaseDefinition<T>> cases, T bench, BenchmarkConfiguration configuration, InterleavedSampling sampling, RowRecorder recorder)
    {
        foreach (CaseDefinition<T> definition in cases)
        {
            recorder.Announce(definition.Name, configuration);
            using IBenchmarkCase subject = definition.Create(bench);
            Measurement measurement = sampling.Measure(subject.Run, recorder.CancellationToken);
            recorder.Add(definition.Name, definition.UsesDigits, configuration, subject, measurement);
        }
    }
}
