using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.FeatureMaps;

/// <summary>Collects what every row does with its features (slices, concatenations, factors, summands, turns by position) into linear layers and factors by row.</summary>
/// <remarks>
/// Each chain of such ops is read as a sum of chosen features of its bases times plaintext (<see cref="FeatureForm"/>) and built anew where
/// something else uses it: the choices go into the weights of the linear layer before, or of the one after.
/// </remarks>
public sealed class CollectFeatureMaps : IPass
{
    public string Name => "collect-feature-maps";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Circuit) is not { } circuit)
        {
            return module;
        }

        Rewriting rewriting = new(circuit, module);
        Graph collected = rewriting.Run();
        return UsedWeights.Keep(module.With(collected, rewriting.Weights));
    }

    /// <summary>The rewriting of one circuit.</summary>
    private sealed class Rewriting
    {
        private readonly GraphRewriter rewriter;
        private readonly FeatureReader reader;
        private readonly FeatureWriter writer;
        private readonly Dictionary<ValueId, FeatureForm> forms = [];
        private readonly Dictionary<ValueId, ValueId> written = [];
        private readonly HashSet<ValueId> usedOnce = [];

        public Rewriting(Graph circuit, Module module)
        {
            rewriter = new GraphRewriter(circuit, module.Weights) { OutputRule = output => Operand(output.Value) };
            reader = new FeatureReader(rewriter, forms);
            writer = new FeatureWriter(rewriter);
        }

        public Ir.Tensors.WeightTable Weights => rewriter.Weights;

        public Graph Run() => rewriter.Run(Rewrite);

        private ValueId? Rewrite(Node node)
        {
            if (reader.Read(node) is { } form)
            {
                forms[node.Id] = form;
                return null;
            }

            ValueId value = node.Op is Linear linear && forms.TryGetValue(linear.Input, out FeatureForm? input) && Takes(input)
                ? writer.WriteLinear(input, AffineMap.Of(linear, rewriter.Weights), linear.Weight, node.Name)
                : rewriter.Add(node.Op.WithInputs(node.Op.Inputs.Select(Operand).ToEquatableArray()), node.Name);
            if (node.Type is TensorType { Element: ElementType.Float64, Shape: { Rank: > 0, Count: > 0 } shape } && node.Op is not Constant)
            {
                forms[node.Id] = FeatureForm.Of(value, shape);
                _ = rewriter.Uses(node.Id) == 1 && usedOnce.Add(value);
            }

            return value;
        }

        /// <summary>Whether a linear layer can take the form in: it has something to take, alike in all rows, on the last axis.</summary>
        private static bool Takes(FeatureForm form) =>
            (form.HasChoices || form.HasValues) && form.IsSameInAllRows && form.Axes[^1] is { IsRow: false } last && last.Size == form.Width
            && form.Axes.Take(form.Axes.Count - 1).All(static axis => axis.IsRow);

        /// <summary>The new value of an operand of something that is no feature map.</summary>
        private ValueId Operand(ValueId source)
        {
            if (!forms.TryGetValue(source, out FeatureForm? form) || !(form.HasChoices || Folds(form)))
            {
                return rewriter.Map(source);
            }

            if (!written.TryGetValue(source, out ValueId value))
            {
                written[source] = value = writer.Write(form, rewriter.Source[source].Name);
            }

            return value;
        }

        /// <summary>Whether factors and summands go into a layer that nothing else needs.</summary>
        private bool Folds(FeatureForm form) =>
            form.HasValues && form.IsSameInAllRows && form.Terms is [var term] && usedOnce.Contains(term.Base) && rewriter.NewOp(term.Base) is Linear;
    }
}
