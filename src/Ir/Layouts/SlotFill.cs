namespace PowerSoftmax.Ir.Layouts;

/// <summary>What slots hold that hold no element of the tensor.</summary>
public enum SlotFill
{
    /// <summary>Zero. Text: <c>z</c>.</summary>
    Zero,

    /// <summary>Nothing that anyone may use: any number of bounded size. Text: <c>u</c>.</summary>
    Unused,
}
