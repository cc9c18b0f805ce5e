using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tests.TensorDialect;

/// <summary>A contraction means its sum written out, whatever the order of its dimensions, and refuses letters that do not fit.</summary>
public sealed class ContractTests
{
    private static readonly ValueId X = new(0);
    private static readonly ValueId Y = new(1);

    public static TheoryData<string, string, string> Equations => new()
    {
        { "ihs", "jhs", "hij" },
        { "his", "shj", "ihj" },
        { "s", "s", "" },
        { "i", "j", "ji" },
        { "hs", "sh", "h" },
        { "h", "h", "h" },
        { "ist", "tsj", "ij" },
        { "ghi", "hg", "gih" },
    };

    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "ab", "bc", "acd", "'d' of the result of 'ab, bc -> acd' is in no operand" },
        { "ab", "bc", "a", "'c' of 'ab, bc -> a' is in one operand and not in the result" },
        { "abc", "cb", "a", "the left operand 2x3 has 2 axes, 'abc, cb -> a' names 3" },
        { "ab", "ac", "bc", "'a' of 'ab, ac -> bc' is 2 on the left and 3 on the right" },
        { "aa", "ab", "b", "the left dimensions of 'aa, ab -> b' must be different letters" },
        { "aB", "Bc", "ac", "must be different letters a to z" },
    };

    /// <summary>Sizes around the panels of the kernel, and one that is computed by several threads: every element is summed in order, to the last bit.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 15)]
    [InlineData(4, 7, 16)]
    [InlineData(9, 3, 17)]
    [InlineData(65, 64, 80)]
    public void MatricesAreSummedInOrder(int rows, int inner, int columns)
    {
        Random random = new(rows);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
        Tensor left = new(ElementType.Float64, Shape.Of(rows, inner), Draw(rows * inner));
        Tensor right = new(ElementType.Float64, Shape.Of(inner, columns), Draw(inner * columns));
        double[] expected = new double[rows * columns];
        for (int place = 0; place < expected.Length; place++)
        {
            for (int k = 0; k < inner; k++)
            {
                expected[place] += left.Values[(place / columns * inner) + k] * right.Values[(k * columns) + (place % columns)];
            }
        }

        Contract product = new(X, Y, new ContractedDimensions("ik", "kj", "ij"));

        Assert.Equal(expected, product.Evaluate([left, right], new TensorType(ElementType.Float64, Shape.Of(rows, columns)), WeightTable.Empty).Values);
    }

    [Theory]
    [MemberData(nameof(Equations))]
    public void AContractionIsItsSumWrittenOut(string left, string right, string result)
    {
        Dictionary<char, int> sizes = (left + right).Distinct().Select(static (letter, index) => (letter, index)).ToDictionary(static pair => pair.letter, static pair => 2 + (pair.index % 3));
        Tensor x = Random(left, sizes, 1);
        Tensor y = Random(right, sizes, 2);
        Contract op = new(X, Y, new ContractedDimensions(left, right, result));
        GraphBuilder builder = new("g", WeightTable.Empty);
        builder.Add(new Input("x", x.Type), "x");
        builder.Add(new Input("y", y.Type), "y");
        TensorType type = (TensorType)builder.TypeOf(builder.Add(op, "z"));

        Tensor actual = op.Evaluate([x, y], type, WeightTable.Empty);

        Assert.Equal(result.Select(letter => sizes[letter]), type.Shape.Dimensions);
        double[] expected = new double[actual.Values.Length];
        string all = string.Concat((left + right).Distinct());
        for (int number = 0; number < all.Aggregate(1, (product, letter) => product * sizes[letter]); number++)
        {
            Dictionary<char, int> index = Digits(number, all, sizes);
            expected[Offset(result, index, sizes)] += x.Values[Offset(left, index, sizes)] * y.Values[Offset(right, index, sizes)];
        }

        Assert.All(expected.Zip(actual.Values), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void LettersThatDoNotFitAreRefused(string left, string right, string result, string reason)
    {
        GraphBuilder builder = new("g", WeightTable.Empty);
        builder.Add(new Input("x", new TensorType(ElementType.Float64, Shape.Of(2, 3))), "x");
        builder.Add(new Input("y", new TensorType(ElementType.Float64, Shape.Of(3, 4))), "y");

        IrException error = Assert.Throws<IrException>(() => builder.Add(new Contract(X, Y, new ContractedDimensions(left, right, result)), "the node"));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static Tensor Random(string letters, Dictionary<char, int> sizes, int seed)
    {
        Random random = new(seed);
        Shape shape = Shape.From(letters.Select(letter => sizes[letter]));
        return new Tensor(ElementType.Float64, shape, [.. Enumerable.Range(0, (int)shape.Count).Select(_ => random.NextDouble() - 0.5)]);
    }

    private static Dictionary<char, int> Digits(int number, string letters, Dictionary<char, int> sizes)
    {
        Dictionary<char, int> digits = [];
        foreach (char letter in letters)
        {
            digits[letter] = number % sizes[letter];
            number /= sizes[letter];
        }

        return digits;
    }

    private static int Offset(string letters, Dictionary<char, int> index, Dictionary<char, int> sizes) =>
        letters.Aggregate(0, (offset, letter) => (offset * sizes[letter]) + index[letter]);
}
