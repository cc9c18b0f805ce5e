using PowerSoftmax.Client;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Tests.Identity;

/// <summary>Every two things of three circuits and six clients: what belongs together works, all else is refused, and the message names both sides.</summary>
[Collection(nameof(InsecureParties))]
public sealed class MixedPairsTests(InsecureParties parties)
{
    [Fact]
    public void SixPartiesHaveThreeCircuitsAndSixNamesAndOneSetOfParameters()
    {
        Assert.Equal(3, parties.All.Select(static party => party.Circuit.Hash).Distinct().Count());
        Assert.Equal(6, parties.All.Select(static party => party.Client.KeyId).Distinct().Count());
        Assert.Single(parties.All.Select(static party => party.Circuit.Parameters.Literal).Distinct());
    }

    [Fact]
    public void AServerTakesTheKeysOfItsCircuitOnly() => Mix(
        static (mine, theirs) => new CircuitServer(mine.Circuit, theirs.Client.EvaluationKeys).Dispose(),
        static (mine, theirs) => mine.Circuit == theirs.Circuit,
        names: Circuits);

    [Fact]
    public void AServerTakesKeysFromBytesOfItsCircuitOnly()
    {
        byte[][] sent = [.. parties.All.Select(static party =>
        {
            using MemoryStream stream = new();
            EvaluationKeysSerializer.Write(stream, party.Client.EvaluationKeys);
            return stream.ToArray();
        })];

        Mix(
            (mine, theirs) =>
            {
                using MemoryStream stream = new(sent[parties.All.ToList().IndexOf(theirs)]);
                using EvaluationKeys keys = EvaluationKeysSerializer.Read(stream, mine.Circuit.Parameters, Workers.Sequential, mine.Circuit.RequiredKeys);
                Assert.Equal(theirs.Client.Identity, keys.Identity);
                using CircuitServer server = new(mine.Circuit, keys);
            },
            SameCircuit,
            names: Circuits);
    }

    [Fact]
    public void AServerTakesStoredKeysOfItsCircuitOnly() => Mix(
        static (mine, theirs) => new CircuitServer(mine.Circuit, KeyDirectory.Open(theirs.Stored.Path, mine.Circuit.Parameters)).Dispose(),
        static (mine, theirs) => mine.Circuit == theirs.Circuit,
        names: Circuits);

    [Fact]
    public void AServerAnswersQuestionsOfItsClientOnly() => Mix(
        static (mine, theirs) => mine.AssertRight(Decrypt(mine, mine.Server, theirs.Question)),
        static (mine, theirs) => mine == theirs,
        names: Both);

    [Fact]
    public void AServerWithStoredKeysAnswersQuestionsOfItsClientOnly() => Mix(
        static (mine, theirs) =>
        {
            using CircuitServer server = new(mine.Circuit, mine.Stored, new ServerOptions { Threads = 1 });
            mine.AssertRight(Decrypt(mine, server, theirs.Question));
        },
        static (mine, theirs) => mine == theirs,
        names: Both);

    [Fact]
    public void AClientDecryptsItsAnswersOnly()
    {
        Mix(static (mine, theirs) => mine.AssertRight(mine.Client.DecryptAll(theirs.Answer)), static (mine, theirs) => mine == theirs, names: Both);
        Mix(static (mine, theirs) => mine.Client.Decrypt(theirs.Answer), static (mine, theirs) => mine == theirs, names: Both);
        Mix(static (mine, theirs) => mine.Client.DecryptShared(theirs.Answer, new SharedPrecision(4, Results: 1)), static (mine, theirs) => mine == theirs, names: Both);
    }

    [Fact]
    public void BytesAreReadByTheirCircuitOnly()
    {
        Mix(static (mine, theirs) => EncryptedInput.FromBytes(theirs.Question.ToBytes(), mine.Circuit).Dispose(), SameCircuit, names: Circuits);
        Mix(static (mine, theirs) => EncryptedOutput.FromBytes(theirs.Answer.ToBytes(), mine.Circuit).Dispose(), SameCircuit, names: Circuits);
    }

    [Fact]
    public void FilesAreReadByTheirCircuitAndKeysOnly()
    {
        Mix(
            static (mine, theirs) => EncryptedFile.ReadQuestion(theirs.QuestionFile, mine.Circuit, mine.Stored.Id).Dispose(),
            static (mine, theirs) => mine == theirs,
            names: Both);
        Mix(
            static (mine, theirs) =>
            {
                using EncryptedOutput answer = EncryptedFile.ReadAnswer(theirs.AnswerFile, mine.Circuit, mine.Client.KeyId);
                mine.AssertRight(mine.Client.DecryptAll(answer));
            },
            static (mine, theirs) => mine == theirs,
            names: Both);
    }

    [Fact]
    public void ASecretKeyOpensItsCircuitOnly() => Mix(
        static (mine, theirs) =>
        {
            using SecretKey secret = SecretKeyFile.Read(theirs.SecretFile, mine.Circuit.Parameters, Workers.Sequential);
            using CircuitClient client = new(mine.Circuit, secret);
            Assert.Equal(theirs.Client.KeyId, client.KeyId);
        },
        SameCircuit,
        names: Circuits);

    [Fact]
    public void AKeyDirectoryIsFilledByTheClientItWasBegunFor() => Mix(
        static (mine, theirs) =>
        {
            KeyDirectoryWriter writer = KeyDirectoryWriter.Create(theirs.Stored.Path + "-again", mine.Circuit.Parameters, theirs.Client.Identity, overwrite: true);
            mine.Client.WriteEvaluationKeys(writer);
        },
        static (mine, theirs) => mine == theirs,
        names: Both);

    [Fact]
    public void WeightsAreThoseOfTheirCircuitOnly() => Mix(
        static (mine, theirs) => Circuit.Load("mixed", Sealed(mine).Text, Sealed(theirs).Weights),
        static (mine, theirs) => Sealed(mine).Hash == Sealed(theirs).Hash,
        names: static (mine, theirs) => [Sealed(mine).Hash, Sealed(theirs).Hash]);

    [Fact]
    public async Task KeysOfAnotherCircuitServeWhereThatIsAskedForAndTheSecretKeyIsForAny()
    {
        Circuit model = parties.All[0].Circuit, retrained = parties.All[2].Circuit;
        using KeyGenerator generator = new(model.Parameters, Workers.Sequential);
        using SecretKey secret = generator.CreateSecretKey();
        using EvaluationKeys keys = generator.CreateEvaluationKeys(secret, model.RequiredKeys);
        using CircuitClient client = new(retrained, secret);
        using EncryptedInput question = client.Encrypt(InsecureParty.Input);

        Assert.Contains(nameof(ServerOptions.AllowKeysOfOtherCircuits), Assert.Throws<IdentityMismatchException>(() => new CircuitServer(retrained, keys)).Message);
        using CircuitServer server = new(retrained, keys, new ServerOptions { AllowKeysOfOtherCircuits = true, Threads = 1 });
        using EncryptedOutput answer = await server.EvaluateAsync(question, cancellationToken: TestContext.Current.CancellationToken);
        parties.All[2].AssertRight(client.DecryptAll(answer));
        await Assert.ThrowsAsync<IdentityMismatchException>(() => server.EvaluateAsync(parties.All[0].Question));
    }

    private static IReadOnlyDictionary<string, Ir.Tensors.Tensor> Decrypt(InsecureParty mine, CircuitServer server, EncryptedInput question)
    {
        using EncryptedOutput answer = server.EvaluateAsync(question).GetAwaiter().GetResult();
        return mine.Client.DecryptAll(answer);
    }

    private static bool SameCircuit(InsecureParty mine, InsecureParty theirs) => mine.Circuit == theirs.Circuit;

    private static string[] Circuits(InsecureParty mine, InsecureParty theirs) => [mine.Circuit.Hash.Short, mine.Circuit.Module.Name, theirs.Circuit.Hash.Short];

    private static string[] Both(InsecureParty mine, InsecureParty theirs) => SameCircuit(mine, theirs)
        ? [mine.Client.KeyId.ToString(), theirs.Client.KeyId.ToString()]
        : Circuits(mine, theirs);

    private static (string Text, byte[] Weights, string Hash) Sealed(InsecureParty party)
    {
        byte[] weights = WeightFile.Write(party.Circuit.Module.Weights);
        string hash = WeightFile.Sha256(weights);
        return (ModuleWriter.Write(ModuleSeal.Apply(party.Circuit.Module.WithMeta(ModuleKeys.WeightsSha256, hash))), weights, hash);
    }

    /// <summary>Does something with every pair.</summary>
    /// <param name="use">What is done.</param>
    /// <param name="belong">Whether it must work.</param>
    /// <param name="names">What the refusal must say.</param>
    private void Mix(
        Action<InsecureParty, InsecureParty> use, Func<InsecureParty, InsecureParty, bool> belong, Func<InsecureParty, InsecureParty, string[]> names)
    {
        int refused = 0;
        foreach ((InsecureParty mine, InsecureParty theirs) in parties.Pairs)
        {
            Exception? error = Record.Exception(() => use(mine, theirs));
            if (belong(mine, theirs))
            {
                Assert.Null(error);
                continue;
            }

            Assert.True(error is IdentityMismatchException or InvalidEncryptedDataException or InvalidCircuitException, $"{error?.ToString() ?? "nothing was refused"}");
            Assert.All(names(mine, theirs), name => Assert.Contains(name, error!.Message));
            refused++;
        }

        Assert.InRange(refused, 16, 30);
    }
}
