using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Split;

/// <summary>Which values of a model follow from public inputs and constants alone.</summary>
internal static class PublicValues
{
    /// <summary>The values, constants included.</summary>
    /// <exception cref="DiagnosticException">A name belongs to no input.</exception>
    public static HashSet<ValueId> Of(Graph model, EquatableArray<string> names)
    {
        string? missing = names.FirstOrDefault(name => model.Ops<Input>().All(input => input.Op.Name != name));
        if (missing is not null)
        {
            string inputs = string.Join(", ", model.Ops<Input>().Select(static input => $"'{input.Op.Name}'"));
            throw new DiagnosticException(DiagnosticKinds.CheckFailed, $"the public input '{missing}' does not exist; the model has {inputs}");
        }

        HashSet<ValueId> visible = [];
        foreach (Node node in model.Nodes)
        {
            bool isPublic = node.Op is Input input ? names.Contains(input.Name) : node.Op.Inputs.All(visible.Contains);
            _ = isPublic && visible.Add(node.Id);
        }

        return visible;
    }
}
