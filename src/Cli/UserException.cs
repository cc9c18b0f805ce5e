namespace PowerSoftmax.Cli;

/// <summary>Something the user gave is wrong; the message says what, where, and what to do.</summary>
internal sealed class UserException(string message) : Exception(message);
