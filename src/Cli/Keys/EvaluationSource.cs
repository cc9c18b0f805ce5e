namespace PowerSoftmax.Cli.Keys;

/// <summary>What a server is given.</summary>
/// <param name="Keys">Directory of evaluation keys.</param>
/// <param name="Question">File of the question.</param>
/// <param name="MaxKeyBytes">Memory for keys, null for as much as they take.</param>
internal sealed record EvaluationSource(string Keys, string Question, long? MaxKeyBytes)
{
    /// <summary>For one evaluation, after which nobody would read a cache.</summary>
    public ServerOptions Options => new() { MaxKeyBytes = MaxKeyBytes, PlaintextCacheBytes = 0 };
}
