namespace PowerSoftmax.Ir.Types;

/// <summary>A tensor of known shape. Text: <c>tensor&lt;Float32 1x32x64&gt;</c>.</summary>
public sealed record TensorType(ElementType Element, Shape Shape) : IrType
{
    public override string ToText() => $"tensor<{Element} {Shape}>";
}
