using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Cli.Keys;

/// <summary>What a server is given.</summary>
/// <param name="Keys">Directory of evaluation keys.</param>
/// <param name="Question">File of the question.</param>
/// <param name="MaxKeyBytes">Memory for keys, as a checked <see cref="ByteSize"/>; null for as much as they take.</param>
internal sealed record EvaluationSource(string Keys, string Question, string? MaxKeyBytes)
{
    public ServerOptions Options => new() { MaxKeyBytes = MaxKeyBytes is null ? null : ByteSize.Parse(MaxKeyBytes) };
}
