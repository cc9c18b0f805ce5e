namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Operands made for different parameters.</summary>
public sealed class ParameterMismatchException(string operation)
    : CkksException($"{operation}: the operands were made for different parameters. Use one CkksParameters instance for both.");
