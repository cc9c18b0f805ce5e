namespace PowerSoftmax.Samples.SealClient;

/// <summary>The client in JavaScript cannot be run here; the message says what to install.</summary>
internal sealed class ClientUnavailableException(string message) : Exception(message);
