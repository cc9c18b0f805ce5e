using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Samples.PrivateIntent;

/// <summary>What one private question takes.</summary>
/// <param name="Circuit">The compiled model.</param>
/// <param name="Keys">The evaluation keys.</param>
/// <param name="Ciphertexts">Ciphertexts of the question.</param>
/// <param name="SentBytes">The question on its way.</param>
/// <param name="ReturnedBytes">The answer on its way.</param>
/// <param name="KeyTime">Making all keys.</param>
/// <param name="EvaluationTime">The server's work, reading and writing of bytes included.</param>
internal sealed record Costs(
    Circuit Circuit, EvaluationKeys Keys, int Ciphertexts, long SentBytes, long ReturnedBytes, TimeSpan KeyTime, TimeSpan EvaluationTime);
