using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Ckks;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

public class EvaluationKeysTests
{
    [Fact]
    public void AKeyThatIsLentOutlivesTheKeys()
    {
        using CkksKit kit = CkksKit.WithKeys(InsecureParameters.Create(10, 2, 1), 1);
        EvaluationKeyLease first = kit.Keys.Rent(KeyPurpose.Relinearization, kit.Parameters.MaxLevel);
        EvaluationKeyLease second = kit.Keys.Rent(KeyPurpose.Relinearization, kit.Parameters.MaxLevel);

        kit.Keys.Dispose();

        Assert.Same(kit.Parameters, first.Key.Parameters);
        EvaluationKey key = first.Key;
        first.Dispose();
        Assert.Same(kit.Parameters, second.Key.Parameters);
        second.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Parameters);
        Assert.Equal(nameof(EvaluationKeys), Assert.Throws<ObjectDisposedException>(() => kit.Keys.Rent(KeyPurpose.Relinearization, kit.Parameters.MaxLevel)).ObjectName);
    }

    [Fact]
    public void AKeyThatIsNotThereIsNoUse()
    {
        CkksKit kit = CkksKit.WithKeys(InsecureParameters.Create(10, 2, 1), 1);
        EvaluationKey key = kit.Keys.Relinearization!;

        Assert.Throws<MissingEvaluationKeyException>(() => kit.Keys.Rent(new KeyPurpose(new GaloisElement(5)), kit.Parameters.MaxLevel));
        kit.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Parameters);
    }
}
