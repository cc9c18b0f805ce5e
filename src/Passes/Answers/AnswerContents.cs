namespace PowerSoftmax.Passes.Answers;

/// <summary>What one output ciphertext of a circuit holds.</summary>
/// <param name="Tensor">Name of the output.</param>
/// <param name="SlotCount">Slots of the ciphertext.</param>
/// <param name="Showing">Slots that show something of the model which is no output, ascending.</param>
public sealed record AnswerContents(string Tensor, int SlotCount, IReadOnlyList<int> Showing)
{
    public bool ShowsOutputsOnly => Showing.Count == 0;
}
