using PowerSoftmax.Integration.Tests.Support;

namespace PowerSoftmax.Integration.Tests.PublicFace;

/// <summary>The first sample's answer at full security: its 16,384 slots hold seven logits, copies of them and zeros.</summary>
[Collection(nameof(PrivateIntentCollection))]
public sealed class AnswerSlotsTests(PrivateIntent sample)
{
    [Fact]
    public void TheAnswerShowsTheLogitsAndNothingElse()
    {
        double[] logits = sample.ClearLogits;

        Assert.Equal(7, logits.Length);
        AnswerSlots.AssertHidden(Assert.Single(sample.Answer.Ciphertexts), sample.Client, logits, 1e-5);
    }
}
