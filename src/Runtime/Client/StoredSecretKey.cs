using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Client;

/// <summary>A secret key out of a file.</summary>
/// <param name="Key">The reader's, unless it is given to a client.</param>
/// <param name="Id">Its name, and that of its evaluation keys.</param>
public sealed record StoredSecretKey(SecretKey Key, KeyId Id);
