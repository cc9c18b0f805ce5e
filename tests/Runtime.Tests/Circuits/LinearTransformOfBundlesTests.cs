using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Runtime.Tests.Circuits;

/// <summary>Linear maps between bundles, encrypted, against their diagonals in the clear; the same bits for every number of threads.</summary>
public sealed class LinearTransformOfBundlesTests
{
    private const string Rows = "t:64 f:24 | 2 ciphertexts | f*12:2 t:64 f:12/16u";
    private const string Heads = "t:64 h:3 e:8 | 3 ciphertexts | h:3 t:64 e:8/16u";

    private static readonly Level Top = new(3);

    private static readonly BabyForm[] Forms = [BabyForm.Extended, BabyForm.Divided];

    private static readonly ComplexPacking[] Packings = [ComplexPacking.None, ComplexPacking.Operands, ComplexPacking.Results];

    [Theory]
    [InlineData(2, 3, Rows, "t:64 g:15 | 3 ciphertexts | g*5:3 t:64 g:5/16z", "f", "g", true)]
    [InlineData(3, 1, Heads, "t:64 h:3 | t:64 h:3/16z", "e", null, false)]
    [InlineData(3, 1, Heads, "t:64 h:3 | t:64 h:3/16z", "e", null, true)]
    [InlineData(3, 3, Heads, "t:64 h:3 | 3 ciphertexts | h:3 t:64 r:1/16z", "e", null, false)]
    [InlineData(3, 2, Heads, "t:64 h:3 e:8 | 2 ciphertexts | e*4:2 t:64 h:3/16u e:4/5z", null, null, false)]
    [InlineData(1, 4, "t:64 f:8 | t:64 r:2 f:8", "t:64 k:4 d:6 | 4 ciphertexts | k:4 t:64 d:6/16u", "f", "k d", true)]
    [InlineData(1, 2, "t:512 | t:512 r:2", "t:512 k:2 | 2 ciphertexts | k:2 t:512 r:2", null, "k", true)]
    [InlineData(2, 2, "t:64 f:32 | 2 ciphertexts | f*16:2 f:16 t:64", "t:64 g:32 | 2 ciphertexts | g*16:2 g:16 t:64", "f", "g", true)]
    [InlineData(2, 1, "t:1024 h:2 | 2 ciphertexts | h:2 t:1024", "t:1024 | t:1024", "h", null, false)]
    public void AgreesWithTheDiagonalsInTheClear(int operands, int results, string input, string output, string? contracted, string? produced, bool hasWeight)
    {
        LinearMap map = new(LayoutText.Parse(input), LayoutText.Parse(output), contracted?.Split(' '), produced?.Split(' '));
        using InsecureClient client = InsecureClient.Create(Top.Value);

        Assert.Equal((operands, results), (map.Input.CiphertextCount, map.Output.CiphertextCount));
        Assert.All([1, 4, 1024], step => Assert.All(Forms, form => Assert.All(Packings, packing => Check(client, map, hasWeight, (step, form, packing)))));
    }

    [Fact]
    public void EveryDrawnMapAgrees()
    {
        using InsecureClient client = InsecureClient.Create(Top.Value, logN: 10);
        int bundles = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            Random random = new(seed);
            LinearMap map = new RandomMaps(random, 16).Draw();
            bundles += map.Input.CiphertextCount > 1 && map.Output.CiphertextCount > 1 ? 1 : 0;
            Check(client, map, hasWeight: map.Produced.Count > 0, (1 << random.Next(10), Forms[seed % 2], Packings[seed % 3]));
        }

        Assert.True(bundles > 10, $"{bundles} maps go from bundle to bundle");
    }

    /// <summary>Babies of a ciphertext are only those that its diagonals read, and one unrotated needs no key.</summary>
    [Fact]
    public void PlansCountTheRotationsOfEveryCiphertext()
    {
        LinearTransformPlan plan = LinearTransformPlan.For(
            new TransformShape(64, 2, 2), [new(0, 1, 0), new(1, 0, 0), new(5, 0, 0), new(4, 0, 1), new(4, 1, 1), new(6, 0, 1)], 4);

        Assert.Equal([[0, 1, 2], [0]], plan.Babies);
        Assert.Equal([[0, 4], [4]], plan.Giants.Select(static result => result.Select(static giant => giant.Rotation)));
        Assert.Equal([1, 2, 4, 4], plan.KeyedRotations);
        Assert.Equal([1, 2, 4], plan.Rotations);
        Assert.Equal((4, 6), (plan.KeySwitches, plan.Products));
        Assert.Equal([new BabyTerm(0, 0, 3), new BabyTerm(0, 2, 5), new BabyTerm(1, 0, 4)], plan.Giants[1][0].Terms);
    }

    /// <summary>Each head is summed by itself: the baby rotations of the others are not there.</summary>
    [Fact]
    public void PartsHaveTheirOwnBabies()
    {
        LinearMap map = new(LayoutText.Parse(Heads), LayoutText.Parse("t:64 h:3 | 3 ciphertexts | h:3 t:64 r:1/16z"), ["e"]);
        LinearTransformPlan plan = DiagonalMatrix.Of(MapDiagonals.Of(map), null, 4).Plan;

        Assert.Equal([(0, 0), (1, 1), (2, 2)], plan.Parts.Select(static part => (part.Operands.Single(), part.Results.Single())));
        Assert.Equal([[], [0, 1, 2, 3], []], plan.BabiesOf(plan.Parts[1]));
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4], plan.KeyedRotations);
    }

    /// <summary>Half of the products, and half of the babies or of the giants.</summary>
    [Theory]
    [InlineData(ComplexPacking.None, 2, 3, 6, 3, 0)]
    [InlineData(ComplexPacking.Operands, 1, 3, 3, 3, 3)]
    [InlineData(ComplexPacking.Results, 2, 2, 6, 2, 2)]
    public void PairsHaveFewerRotations(ComplexPacking packing, int operands, int results, int babies, int giants, int conjugations)
    {
        LinearTransformPlan plan = DiagonalMatrix.Of(MapDiagonals.Of(TwoToThree(1024)), DiagonalMatrixTests.Weight(8, 9), 4, packing).Plan;

        Assert.Equal((2, 3), (plan.Shape.Operands, plan.Shape.Results));
        Assert.Equal((operands, results), (plan.Babies.Count, plan.Giants.Count));
        Assert.Equal(babies, plan.Babies.Sum(static some => some.Count(static rotation => rotation != 0)));
        Assert.Equal(giants, plan.Giants.Sum(static some => some.Count(static giant => giant.Rotation != 0)));
        Assert.Equal((conjugations, babies + giants + conjugations), (plan.Conjugations, plan.KeySwitches));
    }

    [Theory]
    [InlineData(BabyForm.Extended)]
    [InlineData(BabyForm.Divided)]
    public void AResultWhoseWeightsAreZeroIsZero(BabyForm form)
    {
        LinearMap map = TwoToThree(1024);
        Tensor weight = DiagonalMatrixTests.Weight(8, 9);
        for (int i = 0; i < weight.Values.Length; i++)
        {
            weight.Values[i] = i % 9 is >= 3 and < 6 ? 0 : weight.Values[i];
        }

        using InsecureClient client = InsecureClient.Create(Top.Value);
        DiagonalMatrix matrix = DiagonalMatrix.Of(MapDiagonals.Of(map), weight, 4).With(form);
        double[][] results = Decrypted(client, matrix, Slots(map), threads: 1);

        Assert.Empty(matrix.Plan.Giants[1]);
        Assert.All(results[1], static slot => Assert.Equal(0, slot, 1e-6));
        Assert.Contains(results[2], static slot => Math.Abs(slot) > 0.1);
    }

    [Fact]
    public void AnotherNumberOfCiphertextsIsRefused()
    {
        using InsecureClient client = InsecureClient.Create(Top.Value);
        DiagonalMatrix matrix = DiagonalMatrix.Of(MapDiagonals.Of(TwoToThree(1024)), DiagonalMatrixTests.Weight(8, 9), 4);
        using EvaluationKeys keys = client.Keys(matrix.Plan.Rotations);
        using Ciphertext input = client.Encrypt([1], Top);
        LinearTransform transform = new(new Evaluator(client.Parameters, keys, Workers.Sequential));

        ArgumentException error = Assert.Throws<ArgumentException>(() => transform.Apply(
            input, matrix.Plan, new FreshPlaintexts(client.Parameters, matrix), client.Parameters.DefaultScale(Top - 1)));

        Assert.Contains("the plan is for 2 ciphertexts, 1 are given", error.Message);
    }

    /// <summary>Eight features of rows to nine.</summary>
    internal static LinearMap TwoToThree(int slots) => new(
        LayoutText.Parse($"t:{slots / 8} f:8 | 2 ciphertexts | f*4:2 t:{slots / 8} f:4/8u"),
        LayoutText.Parse($"t:{slots / 8} g:9 | 3 ciphertexts | g*3:3 t:{slots / 8} g:3/8u"),
        ["f"],
        ["g"]);

    private static void Check(InsecureClient client, LinearMap map, bool hasWeight, (int Step, BabyForm Form, ComplexPacking Packing) by)
    {
        Tensor? weight = hasWeight ? DiagonalMatrixTests.Weight(map.Rows, map.Columns) : null;
        DiagonalMatrix matrix = DiagonalMatrix.Of(MapDiagonals.Of(map), weight, by.Step, by.Packing).With(by.Form);
        double[] slots = Slots(map);
        double[] expected = MapDiagonals.Of(map).Apply(slots, weight);

        double[] actual = [.. Decrypted(client, matrix, slots, threads: 2).SelectMany(static result => result)];

        double bits = InsecureClient.Bits(expected, actual);
        Assert.All(expected.Zip(matrix.Apply(slots)), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.True(bits >= 21, $"'{map.Input}' to '{map.Output}', step {by.Step}, {by.Form}, {by.Packing}: {bits:0.0} bits");
    }

    private static double[] Slots(LinearMap map) => DiagonalMatrixTests.Slots(map.Input.AddressCount);

    /// <summary>Evaluated by one thread and by as many as asked for.</summary>
    private static double[][] Decrypted(InsecureClient client, DiagonalMatrix matrix, double[] slots, int threads)
    {
        GaloisKeyRequest[] conjugation = [new(GaloisElement.ForConjugation(client.Parameters.LogN), Top)];
        using EvaluationKeys keys = client.Keys(EvaluationKeyRequest
            .ForRotations(client.Parameters, matrix.Plan.Rotations, Top, Top)
            .Merge(new EvaluationKeyRequest(null, matrix.Plan.Conjugations == 0 ? [] : conjugation)));
        Ciphertext[] inputs = [.. slots.Chunk(client.Parameters.SlotCount).Select(some => client.Encrypt(some, Top))];
        using Workers workers = new(threads);
        Ciphertext[] alone = Apply(client, matrix, inputs, (keys, Workers.Sequential));
        Ciphertext[] results = Apply(client, matrix, inputs, (keys, workers));
        for (int i = 0; i < results.Length; i++)
        {
            Assert.Equal((Top - 1, client.Parameters.DefaultScale(Top - 1)), (results[i].Level, results[i].Scale));
            Assert.All(Enumerable.Range(0, Top.Value), limb => Assert.Equal(alone[i][0].Limb(limb), results[i][0].Limb(limb)));
            Assert.All(Enumerable.Range(0, Top.Value), limb => Assert.Equal(alone[i][1].Limb(limb), results[i][1].Limb(limb)));
        }

        double[][] decrypted = [.. results.Select(client.Decrypt)];
        Array.ForEach([.. inputs, .. alone, .. results], static ciphertext => ciphertext.Dispose());
        return decrypted;
    }

    private static Ciphertext[] Apply(InsecureClient client, DiagonalMatrix matrix, Ciphertext[] inputs, (EvaluationKeys Keys, IWorkers Workers) by) =>
        new LinearTransform(new Evaluator(client.Parameters, by.Keys, by.Workers)).Apply(
            inputs, matrix.Plan, new FreshPlaintexts(client.Parameters, matrix), client.Parameters.DefaultScale(Top - 1));
}
