using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax;

/// <summary>What belongs together, and what is said of things that do not: both sides, and what to do.</summary>
internal static class IdentityChecks
{
    /// <summary>A circuit for people: "model 'intent.onnx' (circuit 0123456789ab)".</summary>
    public static string Describe(Circuit circuit) => $"the model '{circuit.Module.Name}' (circuit {circuit.Hash.Short})";

    /// <summary>What is wrong with something that was made for another circuit; null when nothing is.</summary>
    public static string? OtherCircuit(DataIdentity identity, Circuit circuit) => identity.Circuit == circuit.Hash
        ? null
        : $"it was made for {identity.CircuitText}, and this is {Describe(circuit)}. Use the model it was made for: the same graph with other weights is another model.";

    /// <summary>What is wrong with something that belongs to other keys; null when nothing is.</summary>
    public static string? OtherKeys(DataIdentity identity, KeyId? keys) => identity.Keys == keys
        ? null
        : $"it belongs to the keys {identity.KeysText}, and the keys given are {new DataIdentity(null, keys).KeysText}. Use the keys it was made with.";

    /// <summary>Refuses a question or an answer of another circuit or of other keys.</summary>
    /// <param name="what">"the question".</param>
    /// <param name="identity">What it says of itself.</param>
    /// <param name="circuit">The circuit here.</param>
    /// <param name="keys">The keys here; null for keys that came in SEAL's bytes.</param>
    /// <exception cref="IdentityMismatchException">It does not belong here.</exception>
    public static void Require(string what, DataIdentity identity, Circuit circuit, KeyId? keys)
    {
        if ((OtherCircuit(identity, circuit) ?? OtherKeys(identity, keys)) is string wrong)
        {
            throw new IdentityMismatchException($"{what}: {wrong}");
        }
    }

    /// <summary>Refuses keys of another circuit; keys that were made for no circuit in particular pass.</summary>
    /// <param name="what">"the evaluation keys".</param>
    /// <param name="identity">What they say of themselves.</param>
    /// <param name="circuit">The circuit here.</param>
    /// <param name="advice">What else could be done; ends with a full stop.</param>
    /// <exception cref="IdentityMismatchException">They do not belong here.</exception>
    public static void RequireKeys(string what, DataIdentity identity, Circuit circuit, string advice)
    {
        if (identity.Circuit is not null && OtherCircuit(identity, circuit) is string wrong)
        {
            throw new IdentityMismatchException($"{what} {identity.KeysText}: {wrong} {advice}");
        }
    }
}
