using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Tests.Ckks;

/// <summary>Operands that do not fit are refused with both values and a way out.</summary>
public sealed class MismatchTests : IDisposable
{
    private readonly CkksKit kit = new(
        InsecureParameters.LogN11, EvaluationKeyRequest.ForRotations(InsecureParameters.LogN11, [1], new Level(2), new Level(2)));

    private readonly Ciphertext x;
    private readonly Ciphertext low;

    public MismatchTests()
    {
        x = kit.Encrypt([1.0, 2.0]);
        low = kit.Encrypt([1.0, 2.0], new Level(2));
    }

    private Evaluator Evaluator => kit.Evaluator;

    [Fact]
    public void LevelsAreNamed()
    {
        string message = Assert.Throws<LevelMismatchException>(() => Evaluator.Add(x, low)).Message;

        Assert.Contains("levels 6 and 2", message);
        Assert.Contains("MatchLevel", message);
    }

    [Fact]
    public void ScalesAreNamed()
    {
        using Ciphertext dropped = Evaluator.DropLevel(x, new Level(2));

        Assert.Contains("2^45", Assert.Throws<ScaleMismatchException>(() => Evaluator.Sub(dropped, low)).Message);
    }

    [Fact]
    public void DegreesAreNamed()
    {
        using Ciphertext product = Evaluator.Multiply(low, low);

        Assert.Contains("degree 2", Assert.Throws<DegreeMismatchException>(() => Evaluator.Multiply(product, low)).Message);
        Assert.Contains("degree 2", Assert.Throws<DegreeMismatchException>(() => Evaluator.Rotate(product, 1)).Message);
        Assert.Contains("degree 1", Assert.Throws<DegreeMismatchException>(() => Evaluator.Relinearize(low)).Message);
    }

    [Fact]
    public void AMissingRotationIsNamedWithItsLevel()
    {
        MissingEvaluationKeyException error = Assert.Throws<MissingEvaluationKeyException>(() => Evaluator.Rotate(low, -7));

        Assert.Equal("rotation by -7", error.Purpose);
        Assert.Contains("level 2", error.Message);
    }

    [Fact]
    public void AKeyThatIsTooShortIsNamedWithBothLevels()
    {
        MissingEvaluationKeyException error = Assert.Throws<MissingEvaluationKeyException>(() => Evaluator.Rotate(x, 1));

        Assert.Equal(new Level(6), error.Needed);
        Assert.Equal(new Level(2), error.Available);
    }

    [Fact]
    public void ShortKeysWorkUpToTheirLevelAndTakeLessMemory()
    {
        using Ciphertext rotated = Evaluator.Rotate(low, 1);
        using CkksKit full = CkksKit.WithKeys(kit.Parameters, 1);

        kit.AssertDecryptsTo(i => i == 0 ? 2.0 : i == kit.Parameters.SlotCount - 1 ? 1.0 : 0.0, rotated, 32);
        Assert.True(3 * kit.Keys.ByteCount < full.Keys.ByteCount);
    }

    [Fact]
    public void MissingKeysAreFoundBeforeAnEvaluation()
    {
        EvaluationKeyRequest request = EvaluationKeyRequest.ForRotations(kit.Parameters, [1, 9], new Level(2), null);

        Assert.Equal("rotation by 9", Assert.Throws<MissingEvaluationKeyException>(() => kit.Keys.Require(request)).Purpose);
    }

    [Fact]
    public void TheBytesOfKeysAreKnownBeforeTheyAreMade()
    {
        EvaluationKeyRequest request = EvaluationKeyRequest.ForRotations(kit.Parameters, [1], new Level(2), new Level(2));

        Assert.Equal(request.ByteCount(kit.Parameters), kit.Keys.ByteCount);
    }

    [Fact]
    public void TheBottomLevelCannotBeRescaled()
    {
        using Ciphertext bottom = Evaluator.DropLevel(x, new Level(0));

        Assert.Contains("level 0", Assert.Throws<LevelMismatchException>(() => Evaluator.Rescale(bottom)).Message);
        Assert.Contains("level 3 cannot be reached", Assert.Throws<LevelMismatchException>(() => Evaluator.DropLevel(low, new Level(3))).Message);
    }

    [Fact]
    public void AnExtendedProductNeedsAnExtendedPlaintext()
    {
        using ExtendedCiphertext extended = Evaluator.Extend(x);
        using Plaintext plaintext = kit.Encode([1.0], x.Level);

        Assert.Contains("EncodeExtended", Assert.Throws<CkksException>(() => Evaluator.MultiplyPlain(extended, plaintext)).Message);
    }

    [Fact]
    public void APlaintextBelowTheCiphertextIsRefused()
    {
        using Plaintext plaintext = kit.Encode([1.0], new Level(2));

        Assert.Contains("level 2", Assert.Throws<LevelMismatchException>(() => Evaluator.MultiplyPlain(x, plaintext)).Message);
    }

    [Fact]
    public void OtherParametersAreRefused()
    {
        using CkksKit other = new(InsecureParameters.Create(11, 5, 2), EvaluationKeyRequest.None);
        using Ciphertext y = other.Encrypt([1.0]);

        Assert.Contains("Add: the operands were made for different parameters", Assert.Throws<ParameterMismatchException>(() => Evaluator.Add(x, y)).Message);
    }

    public void Dispose()
    {
        x.Dispose();
        low.Dispose();
        kit.Dispose();
    }
}
