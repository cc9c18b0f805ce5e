namespace PowerSoftmax.Generator.Tests.Build;

/// <summary>What a build said and how often it ran the compiler.</summary>
internal sealed record ScratchBuild(int ExitCode, string Output, IReadOnlyList<ToolCall> ToolCalls);
