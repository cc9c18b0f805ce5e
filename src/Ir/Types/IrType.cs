namespace PowerSoftmax.Ir.Types;

/// <summary>Type of a value; each dialect has one.</summary>
public abstract record IrType
{
    /// <summary>Textual form, read back by <see cref="Text.TypeReader"/>.</summary>
    public abstract string ToText();
}
