namespace PowerSoftmax.Integration.Tests.Support;

/// <summary>Tests that fill a machine's memory and so run alone.</summary>
[CollectionDefinition(nameof(LargeMemoryCollection), DisableParallelization = true)]
public sealed class LargeMemoryCollection;
