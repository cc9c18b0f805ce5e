using PowerSoftmax.Client;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Tests.Identity;

/// <summary>Answers that say the right names and cannot be answers.</summary>
[Collection(nameof(InsecureParties))]
public sealed class ImpossibleAnswersTests(InsecureParties parties)
{
    private InsecureParty Party => parties.All[0];

    private Evaluator Evaluator => new(Party.Circuit.Parameters, Party.Client.EvaluationKeys, Workers.Sequential);

    [Fact]
    public void WhatAnotherKeyEncryptedIsNoPlausibleAnswer()
    {
        foreach (InsecureParty other in parties.All.Skip(1))
        {
            // The ciphertexts stay the other's.
            EncryptedOutput pretended = new(other.Answer.Ciphertexts, Party.Client.Identity);

            string message = Assert.Throws<InvalidEncryptedDataException>(() => Party.Client.Decrypt(pretended)).Message;
            Assert.Contains("damaged, or not an answer to this question", message);
            Assert.Contains(Party.Circuit.Hash.Short, message);
            Assert.Throws<InvalidEncryptedDataException>(() => Party.Client.DecryptShared(pretended, new SharedPrecision(4, Results: 1)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void OneOtherResidueIsNoPlausibleAnswer(int polynomial)
    {
        Ciphertext damaged = Evaluator.Copy(Party.Answer.Ciphertexts[0]);
        damaged[polynomial].Limb(0)[1234] = -damaged[polynomial].Limb(0)[1234];
        using EncryptedOutput answer = new([damaged], Party.Client.Identity);

        Assert.Contains("damaged", Assert.Throws<InvalidEncryptedDataException>(() => Party.Client.Decrypt(answer)).Message);
    }

    [Fact]
    public void AnotherLevelScaleOrDegreeIsRefusedBeforeDecrypting()
    {
        Ciphertext right = Party.Answer.Ciphertexts[0];

        Assert.Contains($"level {right.Level - 1}", Refused(Evaluator.DropLevel(right, right.Level - 1)));
        Assert.Contains("degree 2", Refused(Evaluator.Multiply(right, right)));
        Assert.Contains("scale", Refused(Evaluator.MultiplyConstant(right, 1, new Scale(2))));
    }

    [Fact]
    public void AnotherNumberOfCiphertextsIsRefused()
    {
        EncryptedOutput doubled = new([Party.Answer.Ciphertexts[0], Party.Answer.Ciphertexts[0]], Party.Client.Identity);

        Assert.Contains("the answer has 2", Assert.Throws<InvalidInputException>(() => Party.Client.Decrypt(doubled)).Message);
        Assert.Contains("the answer has 0", Assert.Throws<InvalidInputException>(() => Party.Client.Decrypt(new EncryptedOutput([], Party.Client.Identity))).Message);
        Assert.Contains("no ciphertexts", Assert.Throws<InvalidOperationException>(new EncryptedOutput([], Party.Client.Identity).ToBytes).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task AnAnswerToAQuestionThatStraysIsNotRefused(double factor)
    {
        Tensor sample = InsecureParty.Input["ids"];
        Dictionary<string, Tensor> input = new() { ["ids"] = new Tensor(sample.Type.Element, sample.Shape, Array.ConvertAll(sample.Values, value => factor * value)) };
        using EncryptedInput question = Party.Client.Encrypt(input);
        using EncryptedOutput answer = await Party.Server.EvaluateAsync(question, cancellationToken: TestContext.Current.CancellationToken);

        double[] expected = new ClearModel(Party.Circuit).Run(input).Single().Value.Values;
        double[] actual = Party.Client.DecryptAll(answer).Single().Value.Values;
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.01 * factor * factor));
    }

    private string Refused(Ciphertext ciphertext)
    {
        using EncryptedOutput answer = new([ciphertext], Party.Client.Identity);
        string message = Assert.Throws<InvalidInputException>(() => Party.Client.Decrypt(answer)).Message;
        Assert.Contains("It is not an answer of this circuit", message);
        return message;
    }
}
