using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Tests.Circuits;

public sealed class LinearTransformTests
{
    private static readonly LinearMap Square = new(
        LayoutText.Parse("t:8 f:16 | r:8 t:8 f:16"), LayoutText.Parse("t:8 g:16 | r:8 t:8 g:16"), ["f"], ["g"]);

    private static readonly Level Top = new(3);

    [Theory]
    [InlineData(1, 1, BabyForm.Extended)]
    [InlineData(4, 1, BabyForm.Extended)]
    [InlineData(4, 2, BabyForm.Extended)]
    [InlineData(1024, 2, BabyForm.Extended)]
    [InlineData(1, 1, BabyForm.Divided)]
    [InlineData(4, 1, BabyForm.Divided)]
    [InlineData(4, 2, BabyForm.Divided)]
    [InlineData(1024, 2, BabyForm.Divided)]
    public void AgreesWithTheDiagonalsInTheClear(int step, int threads, BabyForm form)
    {
        Tensor weight = DiagonalMatrixTests.Weight(16, 16);
        DiagonalMatrix matrix = DiagonalMatrix.Of(MapDiagonals.Of(Square), weight, step).With(form);
        double[] slots = DiagonalMatrixTests.Slots(1024);

        double[] result = Apply(matrix, slots, threads);

        double bits = InsecureClient.Bits(MapDiagonals.Of(Square).Apply(slots, weight), result);
        Assert.True(bits >= 24, $"{bits:0.0} bits");
    }

    [Theory]
    [InlineData(1, 1, BabyForm.Extended)]
    [InlineData(8, 2, BabyForm.Extended)]
    [InlineData(8, 2, BabyForm.Divided)]
    public void DiagonalsThatRepeatGiveTheSame(int step, int threads, BabyForm form)
    {
        Tensor weight = DiagonalMatrixTests.Weight(16, 16);
        DiagonalMatrix matrix = DiagonalMatrix.Of(MapDiagonals.Of(DiagonalMatrixTests.RowsOnTop), weight, step).With(form);
        double[] slots = DiagonalMatrixTests.Slots(1024);

        double bits = InsecureClient.Bits(MapDiagonals.Of(DiagonalMatrixTests.RowsOnTop).Apply(slots, weight), Apply(matrix, slots, threads));

        Assert.True(bits >= 24, $"{bits:0.0} bits");
    }

    [Theory]
    [InlineData(4, BabyForm.Extended)]
    [InlineData(4, BabyForm.Divided)]
    [InlineData(1, BabyForm.Extended)]
    public void SomeDiagonalsMayRepeatAndSomeNot(int step, BabyForm form)
    {
        double[] slots = DiagonalMatrixTests.Slots(1024), repeated = [.. Enumerable.Range(0, 1024).Select(static slot => Math.Sin(slot % 32))];
        DiagonalMatrix matrix = DiagonalMatrix.Of(1024, [(0, repeated), (1, DiagonalMatrixTests.Slots(1024)), (2, repeated), (6, repeated)], step).With(form);

        double bits = InsecureClient.Bits(matrix.Apply(slots), Apply(matrix, slots, 1));

        Assert.True(bits >= 24, $"{bits:0.0} bits");
    }

    /// <summary>As the stages of a bootstrap of few slots, which say of their plaintexts no more than that.</summary>
    [Fact]
    public void FewSlotsThatRepeatMayHaveLargePlaintexts()
    {
        double[] few = DiagonalMatrixTests.Slots(8), slots = [.. Enumerable.Range(0, 1024).Select(slot => few[slot % 8])];
        DiagonalMatrix matrix = DiagonalMatrix.Of(8, [(0, few), (1, few), (6, few)], 4);
        double[] meant = matrix.Apply(few);

        double[] result = Apply(matrix, slots, 1, mostSlots: 1024);

        Assert.True(InsecureClient.Bits([.. Enumerable.Range(0, 1024).Select(slot => meant[slot % 8])], result) >= 24);
    }

    [Fact]
    public void ATransformWithoutDiagonalsIsZero()
    {
        DiagonalMatrix matrix = DiagonalMatrix.Of(1024, [(5, new double[1024])], 4);

        Assert.True(InsecureClient.Bits(new double[1024], Apply(matrix, DiagonalMatrixTests.Slots(1024), 1)) >= 24);
    }

    /// <summary>Babies without the one by 0, and a result that is never rotated by a giant: nothing is divided by P but babies.</summary>
    [Theory]
    [InlineData(BabyForm.Extended)]
    [InlineData(BabyForm.Divided)]
    public void OnlyBabyStepsNeedNoUnrotatedDiagonal(BabyForm form)
    {
        double[] slots = DiagonalMatrixTests.Slots(1024);
        double[] diagonal = [.. Enumerable.Repeat(0.5, 1024)];
        DiagonalMatrix matrix = DiagonalMatrix.Of(1024, [(1, diagonal), (3, diagonal)], 8).With(form);

        Assert.True(InsecureClient.Bits(matrix.Apply(slots), Apply(matrix, slots, 1)) >= 24);
    }

    /// <summary>Plaintexts are asked for modulo QP only where products work there.</summary>
    [Theory]
    [InlineData(1, BabyForm.Extended, false)]
    [InlineData(4, BabyForm.Extended, true)]
    [InlineData(4, BabyForm.Divided, false)]
    public void ThePlanSaysWhereProductsWork(int step, BabyForm form, bool extended)
    {
        LinearTransformPlan plan = LinearTransformPlan.For(1024, [0, 1, 5, 9], step);

        Assert.Equal((form, extended), (plan.With(form).Form, plan.With(form).IsExtended));
        Assert.Equal(plan.KeyedRotations, plan.With(form).KeyedRotations);
    }

    [Fact]
    public void OnlyGiantStepsNeedNoUnrotatedDiagonal()
    {
        double[] slots = DiagonalMatrixTests.Slots(1024);
        double[] diagonal = [.. Enumerable.Repeat(0.5, 1024)];
        DiagonalMatrix matrix = DiagonalMatrix.Of(1024, [(8, diagonal), (16, diagonal)], 8);

        Assert.True(InsecureClient.Bits(matrix.Apply(slots), Apply(matrix, slots, 1)) >= 24);
    }

    [Theory]
    [InlineData(BabyForm.Extended)]
    [InlineData(BabyForm.Divided)]
    public void AMissingRotationIsNamed(BabyForm form)
    {
        using InsecureClient client = InsecureClient.Create(Top.Value);
        DiagonalMatrix matrix = DiagonalMatrix.Of(MapDiagonals.Of(Square), DiagonalMatrixTests.Weight(16, 16), 4).With(form);
        using EvaluationKeys keys = client.Keys(matrix.Plan.Rotations.Where(static rotation => rotation != 2));
        using Ciphertext input = client.Encrypt([1], Top);
        LinearTransform transform = new(new Evaluator(client.Parameters, keys, Workers.Sequential));

        MissingEvaluationKeyException error = Assert.Throws<MissingEvaluationKeyException>(
            () => transform.Apply(input, matrix.Plan, new FreshPlaintexts(client.Parameters, matrix), client.Parameters.DefaultScale(Top - 1)));

        Assert.Contains("rotation by 2", error.Message);
    }

    [Theory]
    [InlineData(1, BabyForm.Extended)]
    [InlineData(4, BabyForm.Extended)]
    [InlineData(4, BabyForm.Divided)]
    public void StopsWhenCanceled(int step, BabyForm form)
    {
        using InsecureClient client = InsecureClient.Create(Top.Value);
        DiagonalMatrix matrix = DiagonalMatrix.Of(MapDiagonals.Of(Square), DiagonalMatrixTests.Weight(16, 16), step).With(form);
        using EvaluationKeys keys = client.Keys(matrix.Plan.Rotations);
        using Ciphertext input = client.Encrypt([1], Top);
        using CancellationTokenSource source = new();
        LinearTransform transform = new(new Evaluator(client.Parameters, keys, Workers.Sequential));
        FreshPlaintexts plaintexts = new(client.Parameters, matrix, source.Cancel);

        Assert.Throws<OperationCanceledException>(
            () => transform.Apply(input, matrix.Plan, plaintexts, client.Parameters.DefaultScale(Top - 1), source.Token));

        Assert.Equal(1, plaintexts.Calls);
    }

    private static double[] Apply(DiagonalMatrix matrix, double[] slots, int threads, int? mostSlots = null)
    {
        using Workers workers = new(threads);
        using InsecureClient client = InsecureClient.Create(Top.Value);
        using EvaluationKeys keys = client.Keys(matrix.Plan.Rotations);
        using Ciphertext input = client.Encrypt(slots, Top);
        LinearTransform transform = new(new Evaluator(client.Parameters, keys, workers));
        Scale scale = client.Parameters.DefaultScale(Top - 1);

        using Ciphertext result = transform.Apply(input, matrix.Plan, new FreshPlaintexts(client.Parameters, matrix, mostSlots: mostSlots), scale);

        Assert.Equal(Top - 1, result.Level);
        Assert.Equal(scale, result.Scale);
        return client.Decrypt(result);
    }
}
