namespace PowerSoftmax.Runtime.Ckks;

/// <summary>An operation on operands that do not fit together: the message has both values and what to do.</summary>
public class CkksException(string message) : Exception(message);
