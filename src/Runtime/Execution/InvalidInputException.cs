namespace PowerSoftmax.Runtime.Execution;

/// <summary>An input, encrypted or in the clear, that does not fit the circuit; the message says what it is, what is needed, and what to do.</summary>
public sealed class InvalidInputException(string message) : Exception(message);
