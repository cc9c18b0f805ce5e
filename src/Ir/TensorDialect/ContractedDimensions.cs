using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Names of the dimensions of a <see cref="Contract"/>, one letter a to z for each axis.</summary>
/// <param name="Left">Of the first operand.</param>
/// <param name="Right">Of the second operand.</param>
/// <param name="Result">Of the result.</param>
public sealed record ContractedDimensions(string Left, string Right, string Result)
{
    /// <summary>Dimensions of both operands that the result keeps.</summary>
    public string Batch => Of(letter => Left.Contains(letter) && Right.Contains(letter), Result);

    /// <summary>Dimensions of both operands that are summed.</summary>
    public string Summed => Of(letter => Right.Contains(letter) && !Result.Contains(letter), Left);

    public string LeftOnly => Of(letter => !Right.Contains(letter), Left);

    public string RightOnly => Of(letter => !Left.Contains(letter), Right);

    /// <summary>The size of every dimension.</summary>
    /// <exception cref="IrException">Letters and shapes contradict each other, or a letter has no place.</exception>
    public IReadOnlyDictionary<char, int> Sizes(Shape left, Shape right)
    {
        Dictionary<char, int> sizes = new();
        Take(Left, left, "left", sizes);
        Take(Right, right, "right", sizes);
        CheckLetters(Result, "result");
        char missing = (LeftOnly + RightOnly).FirstOrDefault(letter => !Result.Contains(letter));
        if (missing != default)
        {
            throw new IrException($"dimension '{missing}' of {this} is in one operand and not in the result; sum over it before");
        }

        char unknown = Result.FirstOrDefault(letter => !sizes.ContainsKey(letter));
        return unknown == default ? sizes : throw new IrException($"dimension '{unknown}' of the result of {this} is in no operand");
    }

    public override string ToString() => $"'{Left}, {Right} -> {Result}'";

    private static string Of(System.Func<char, bool> condition, string letters) => new(letters.Where(condition).ToArray());

    private void Take(string letters, Shape shape, string role, Dictionary<char, int> sizes)
    {
        CheckLetters(letters, role);
        if (letters.Length != shape.Rank)
        {
            throw new IrException($"the {role} operand {shape} has {shape.Rank} axes, {this} names {letters.Length}");
        }

        for (int axis = 0; axis < letters.Length; axis++)
        {
            if (sizes.TryGetValue(letters[axis], out int size) && size != shape[axis])
            {
                throw new IrException($"dimension '{letters[axis]}' of {this} is {size} on the left and {shape[axis]} on the right");
            }

            sizes[letters[axis]] = shape[axis];
        }
    }

    private void CheckLetters(string letters, string role)
    {
        if (letters.Any(static letter => letter is < 'a' or > 'z') || letters.Distinct().Count() != letters.Length)
        {
            throw new IrException($"the {role} dimensions of {this} must be different letters a to z");
        }
    }
}
