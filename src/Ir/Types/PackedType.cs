using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Types;

/// <summary>The slots of one or several ciphertexts that hold a tensor by a layout. Text: <c>slots&lt;layout&gt;</c>, with the form in front where slots are not real: <c>slots&lt;pairs: layout&gt;</c>.</summary>
/// <param name="Layout">Of real ciphertexts: both of each pair count.</param>
/// <param name="Form">What they mean.</param>
public sealed record PackedType(Layout Layout, SlotForm Form = SlotForm.Real) : IrType
{
    /// <summary>Ciphertexts, at least 1.</summary>
    public int Count => Layout.CiphertextCount / Form.Width();

    public override string ToText() => $"slots<{(Form == SlotForm.Real ? string.Empty : Form.ToText() + ": ")}{Layout}>";
}
