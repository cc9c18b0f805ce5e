namespace PowerSoftmax.Passes.Kernels;

/// <summary>What is still to be done to a value: whoever can use it as it is saves a level, the others ask for it whole.</summary>
internal interface IPending
{
    /// <summary>The value as it is meant.</summary>
    RowValue Whole(RowLowering lowering, RowValue value, string name);
}
