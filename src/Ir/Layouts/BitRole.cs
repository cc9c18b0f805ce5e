namespace PowerSoftmax.Ir.Layouts;

/// <summary>What one bit of the slot address says about a slot's content.</summary>
public enum BitRole
{
    /// <summary>Adds its weight to the index of one or more dimensions.</summary>
    Index,

    /// <summary>Both halves hold the same: the data is repeated. Text: <c>r</c>.</summary>
    Replicate,

    /// <summary>The half where the bit is set holds zeros. Text: <c>z</c>.</summary>
    Zero,

    /// <summary>The half where the bit is set holds nothing anyone may use. Text: <c>u</c>.</summary>
    Unspecified,
}
