using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>A form of slots as attribute of an op: <c>form</c>.</summary>
internal static class SlotFormAttribute
{
    private const string Name = "form";

    public static OpAttribute Write(SlotForm form) => OpAttribute.Of(Name, form.ToText());

    /// <exception cref="IrException">There is none of that name.</exception>
    public static SlotForm Read(OpArguments arguments) => SlotForms.Parse(arguments.Text(Name))
        ?? throw new IrException($"{arguments.Mnemonic}: '{arguments.Text(Name)}' is no form of slots; there are {string.Join(", ", SlotForms.Words)}");
}
