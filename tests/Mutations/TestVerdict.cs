namespace PowerSoftmax.Mutations;

internal enum Outcome
{
    /// <summary>All tests passed: a planted fault survived.</summary>
    Passed,

    /// <summary>A test failed, or the process did not end well: a planted fault was caught.</summary>
    Failed,

    /// <summary>It was not possible to tell: it does not compile, or there is no such test.</summary>
    Broken,
}

/// <param name="Outcome">What the tests said.</param>
/// <param name="Detail">Which test failed, or why nothing can be said.</param>
internal sealed record TestVerdict(Outcome Outcome, string Detail);
