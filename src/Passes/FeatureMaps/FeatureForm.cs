using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.FeatureMaps;

/// <summary>A value as what every row does with its features: a sum of chosen features of base values times plaintext factors, and a plaintext summand.</summary>
/// <remarks>Slices, concatenations, pointwise factors and summands, rotations of features by position: all of them, in any order, have this form.</remarks>
/// <param name="Axes">The value's axes, rows and features in any order; features count row by row over the feature axes.</param>
/// <param name="Terms">What is added.</param>
/// <param name="Summand">Plaintext that is added.</param>
internal sealed record FeatureForm(IReadOnlyList<FeatureAxis> Axes, IReadOnlyList<FeatureTerm> Terms, RowValues Summand)
{
    public int Width => Summand.Width;

    public int[] RowSizes => [.. Axes.Where(static axis => axis.IsRow).Select(static axis => axis.Size)];

    public Shape Shape => Shape.From(Axes.Select(static axis => axis.Size));

    /// <summary>The shape with a single row.</summary>
    public Shape ShapeOfRow => Shape.From(Axes.Select(static axis => axis.IsRow ? 1 : axis.Size));

    /// <summary>Whether rows do not differ in what is done with them.</summary>
    public bool IsSameInAllRows => Summand.IsSameInAllRows && Terms.All(static term => term.Factor.IsSameInAllRows);

    /// <summary>Whether features were chosen, so that the ops that did it shall vanish.</summary>
    public bool HasChoices { get; init; }

    /// <summary>Whether there are factors or summands.</summary>
    public bool HasValues => !Summand.IsAll(0) || Terms.Any(static term => !term.Factor.IsAll(1));

    /// <summary>A value as its own base.</summary>
    public static FeatureForm Of(ValueId value, Shape shape)
    {
        FeatureAxis[] axes = [.. shape.Dimensions.Select((size, axis) => new FeatureAxis(axis < shape.Rank - 1, size))];
        int width = shape[-1];
        return new FeatureForm(axes, [new FeatureTerm(value, [.. Enumerable.Range(0, width)], RowValues.Of(width, 1))], RowValues.Of(width, 0));
    }

    public FeatureForm Times(RowValues factor) => this with
    {
        Terms = [.. Terms.Select(term => term with { Factor = term.Factor.Times(factor) })],
        Summand = Summand.Times(factor),
    };

    public FeatureForm Times(double factor) => Times(RowValues.Of(Width, factor));

    public FeatureForm Plus(RowValues summand) => this with { Summand = Summand.Plus(summand) };

    /// <summary>The sum; both have the same axes.</summary>
    public FeatureForm Plus(FeatureForm other) => new(Axes, Joined(Terms.Concat(other.Terms)), Summand.Plus(other.Summand))
    {
        HasChoices = HasChoices || other.HasChoices,
    };

    /// <summary>The features at other places, under other axes.</summary>
    public FeatureForm Taking(int[] features, IReadOnlyList<FeatureAxis> axes) => new(axes, [.. Terms.Select(term => term.Taking(features))], Summand.Taking(features))
    {
        HasChoices = HasChoices,
    };

    /// <summary>Whether the other form is of the same bases.</summary>
    public bool SharesBases(FeatureForm other) => Terms.Select(static term => term.Base).ToHashSet().SetEquals(other.Terms.Select(static term => term.Base));

    private static List<FeatureTerm> Joined(IEnumerable<FeatureTerm> terms)
    {
        List<FeatureTerm> joined = [];
        foreach (FeatureTerm term in terms)
        {
            int place = joined.FindIndex(term.Joins);
            if (place < 0)
            {
                joined.Add(term);
            }
            else
            {
                joined[place] = joined[place].Plus(term);
            }
        }

        return joined;
    }
}
