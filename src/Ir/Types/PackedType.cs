using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Types;

/// <summary>The slots of one or several ciphertexts that hold a tensor by a layout. Text: <c>slots&lt;layout&gt;</c>.</summary>
public sealed record PackedType(Layout Layout) : IrType
{
    public override string ToText() => $"slots<{Layout}>";
}
