namespace PowerSoftmax.Benchmarks.Suite.Cases;

/// <summary>A case before its operands exist.</summary>
/// <param name="Name">As in the results.</param>
/// <param name="UsesDigits">Whether the number of key-switching digits changes anything; if not, it is measured for the first one asked.</param>
/// <param name="Create">Makes the operands; the workbench outlives the case.</param>
public sealed record CaseDefinition<TWorkbench>(string Name, bool UsesDigits, Func<TWorkbench, IBenchmarkCase> Create);
