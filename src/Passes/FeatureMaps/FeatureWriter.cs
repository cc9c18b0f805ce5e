using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Contractions;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.FeatureMaps;

/// <summary>Builds a form from its bases: linear layers with the choices and factors in their weights, then factors that depend on rows.</summary>
internal sealed class FeatureWriter(GraphRewriter rewriter)
{
    /// <summary>The value of a form, in the order of its axes.</summary>
    public ValueId Write(FeatureForm form, string name)
    {
        List<ValueId> summands = [.. form.Terms.Where(static term => !term.Factor.IsSameInAllRows).Select(term => ByRow(term, form, name))];
        List<FeatureTerm> linear = [.. form.Terms.Where(static term => term.Factor.IsSameInAllRows)];
        summands.AddRange(linear.GroupBy(static term => term.Base).Select(terms => SameInAllRows([.. terms], name)));
        ValueId sum = summands.Aggregate((left, right) => rewriter.Add(new Add(left, right), name + ".sum"));
        sum = form.Summand.IsAll(0) ? sum : Shifted(sum, form, name);
        return Ordered(sum, form, name);
    }

    /// <summary>A linear layer of a form that is the same in all rows: of every base that is no linear layer itself, one with the choices and factors in its rows.</summary>
    public ValueId WriteLinear(FeatureForm form, AffineMap layer, string weight, string name)
    {
        double[] bias = layer.Bias ?? new double[layer.Columns];
        AffineMap summand = new(1, form.Width, form.Summand.Values, null);
        bias = form.Summand.IsAll(0) && layer.Bias is null ? bias : [.. bias.Zip(summand.Then(layer with { Bias = null }).Weight, static (left, right) => left + right)];
        List<ValueId> parts = [];
        foreach (IGrouping<ValueId, FeatureTerm> terms in form.Terms.GroupBy(static term => term.Base))
        {
            bool isLinear = rewriter.NewOp(terms.Key) is Linear;
            ValueId input = isLinear ? SameInAllRows([.. terms], name + ".part") : terms.Key;
            AffineMap part = isLinear ? layer with { Bias = null } : Rows([.. terms], layer, name);
            part = parts.Count == 0 && Array.Exists(bias, static x => x != 0) ? part with { Bias = bias } : part;
            parts.Add(part.AddTo(rewriter, input, weight + ".chosen", name));
        }

        return parts.Aggregate((left, right) => rewriter.Add(new Add(left, right), name));
    }

    private int WidthOf(ValueId value) => rewriter.NewShape(value)[-1];

    /// <summary>The layer's rows, gathered into the features of the base.</summary>
    private AffineMap Rows(IReadOnlyList<FeatureTerm> terms, AffineMap layer, string name)
    {
        double[] weight = new double[WidthOf(terms[0].Base) * layer.Columns];
        rewriter.Budget.Do(name, (long)terms.Count * layer.Weight.Length);
        foreach (FeatureTerm term in terms)
        {
            for (int row = 0; row < term.Pick.Length; row++)
            {
                for (int column = 0; term.Pick[row] >= 0 && column < layer.Columns; column++)
                {
                    weight[(term.Pick[row] * layer.Columns) + column] += term.Factor.Values[row] * layer.Weight[(row * layer.Columns) + column];
                }
            }
        }

        return new AffineMap(WidthOf(terms[0].Base), layer.Columns, weight, null);
    }

    /// <summary>The sum of terms of one base, [rows, features].</summary>
    private ValueId SameInAllRows(IReadOnlyList<FeatureTerm> terms, string name)
    {
        ValueId value = terms[0].Base;
        int width = WidthOf(value);
        if (terms.Count == 1 && terms[0].IsIdentity(width) && terms[0].Factor.IsAll(1))
        {
            return value;
        }

        if (rewriter.NewOp(value) is Linear linear)
        {
            AffineMap map = AffineMap.Of(linear, rewriter.Weights);
            return Columns(terms, map, name).AddTo(rewriter, linear.Input, linear.Weight + ".chosen", name);
        }

        return terms.Count == 1 && terms[0].IsIdentity(width)
            ? rewriter.Add(new Multiply(value, rewriter.Constant(name + ".factor", Shape.Of(width), terms[0].Factor.Values)), name)
            : Selection(terms, width, name).AddTo(rewriter, value, name + ".selection", name);
    }

    /// <summary>The columns of a layer that the terms choose, with their factors.</summary>
    private AffineMap Columns(IReadOnlyList<FeatureTerm> terms, AffineMap map, string name)
    {
        int width = terms[0].Pick.Length;
        double[] weight = new double[map.Rows * width];
        double[]? bias = map.Bias is null ? null : new double[width];
        rewriter.Budget.Do(name, (long)terms.Count * weight.Length);
        foreach (FeatureTerm term in terms)
        {
            for (int column = 0; column < width; column++)
            {
                int pick = term.Pick[column];
                double factor = term.Factor.Values[column];
                for (int row = 0; pick >= 0 && row < map.Rows; row++)
                {
                    weight[(row * width) + column] += factor * map.Weight[(row * map.Columns) + pick];
                }

                _ = pick >= 0 && bias is not null ? bias[column] += factor * map.Bias![pick] : 0;
            }
        }

        return new AffineMap(map.Rows, width, weight, bias);
    }

    private AffineMap Selection(IReadOnlyList<FeatureTerm> terms, int width, string name)
    {
        int columns = terms[0].Pick.Length;
        double[] weight = new double[width * columns];
        rewriter.Budget.Do(name, weight.Length);
        foreach (FeatureTerm term in terms)
        {
            for (int column = 0; column < columns; column++)
            {
                if (term.Pick[column] >= 0)
                {
                    weight[(term.Pick[column] * columns) + column] += term.Factor.Values[column];
                }
            }
        }

        return new AffineMap(width, columns, weight, null);
    }

    /// <summary>Chosen features times factors of each row.</summary>
    private ValueId ByRow(FeatureTerm term, FeatureForm form, string name)
    {
        FeatureTerm chosen = term with { Factor = RowValues.Of(form.Width, 1) };
        ValueId value = SameInAllRows([chosen], name + ".chosen");
        return rewriter.Add(new Multiply(value, Constant(term.Factor, form, name + ".factor")), name + ".turned");
    }

    private ValueId Shifted(ValueId sum, FeatureForm form, string name)
    {
        bool joins = form.Summand.IsSameInAllRows && rewriter.NewOp(sum) is Linear && form.Terms.All(static term => term.Factor.IsSameInAllRows);
        if (joins && rewriter.NewOp(sum) is Linear linear && !form.Terms.Any(term => term.Base == sum))
        {
            return AffineMap.Of(linear, rewriter.Weights).ThenAdd(form.Summand.Values).AddTo(rewriter, linear.Input, linear.Weight, name);
        }

        return rewriter.Add(new Add(sum, Constant(form.Summand, form, name + ".summand")), name + ".shifted");
    }

    private ValueId Constant(RowValues values, FeatureForm form, string name)
    {
        Shape shape = values.IsSameInAllRows ? Shape.Of(form.Width) : Shape.From([.. form.RowSizes, form.Width]);
        return rewriter.Constant(name, shape, values.Values);
    }

    /// <summary>[rows, features] with the features split and in the place where the form has them.</summary>
    private ValueId Ordered(ValueId value, FeatureForm form, string name)
    {
        int[] order = [.. Enumerable.Range(0, form.Axes.Count).OrderBy(axis => !form.Axes[axis].IsRow)];
        ValueId split = rewriter.Reshaped(value, Shape.From(order.Select(axis => form.Axes[axis].Size)), name + ".split");
        int[] back = [.. Enumerable.Range(0, order.Length).Select(axis => Array.IndexOf(order, axis))];
        return back.SequenceEqual(order.Order()) ? split : rewriter.Add(new Transpose(split, back.ToEquatableArray()), name + ".placed");
    }
}
