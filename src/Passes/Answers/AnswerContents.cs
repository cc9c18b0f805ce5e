namespace PowerSoftmax.Passes.Answers;

/// <summary>What the ciphertexts of one output of a circuit hold.</summary>
/// <param name="Tensor">Name of the output.</param>
/// <param name="SlotCount">Slots of all its ciphertexts, one after the other.</param>
/// <param name="Showing">Slots that show something of the model which is no output, ascending.</param>
public sealed record AnswerContents(string Tensor, int SlotCount, IReadOnlyList<int> Showing)
{
    public bool ShowsOutputsOnly => Showing.Count == 0;
}
