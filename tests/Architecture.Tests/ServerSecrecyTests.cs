using System.Reflection;

namespace PowerSoftmax.Architecture.Tests;

/// <summary>What evaluates cannot see what decrypts: checked on the compiled assembly, signatures and method bodies.</summary>
public class ServerSecrecyTests
{
    /// <summary>Namespaces in which secret keys live; everything else must not refer to their types.</summary>
    private static readonly string[] SecretNamespaces = ["PowerSoftmax.Runtime.Rlwe.Secrets", "PowerSoftmax.Runtime.Ckks.Secrets", "PowerSoftmax.Runtime.Seal.Secrets", "PowerSoftmax.Client"];

    [Fact]
    public void SecretTypesLiveInTheirNamespaces()
    {
        string[] secrets = ["SecretKey", "KeyGenerator", "Decryptor", "SymmetricEncryptor", "SealSecretKey"];

        foreach (Type type in RuntimeTypes().Where(type => secrets.Contains(type.Name)))
        {
            Assert.Contains(SecretNamespaces, name => type.Namespace == name || type.Namespace!.StartsWith(name + ".", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void NothingOutsideRefersToSecretTypes()
    {
        HashSet<string> violations = [];
        foreach (Type type in RuntimeTypes().Where(static type => !IsSecret(type)))
        {
            foreach (Type used in TypeReferences.Of(type).Where(IsSecret))
            {
                violations.Add($"{type.FullName} refers to {used.FullName}");
            }
        }

        Assert.Empty(violations);
    }

    [Fact]
    public void TheGeneratedServerRefersToNoSecretTypes()
    {
        Type server = typeof(Samples.PrivateIntent.IntentModel.Server);

        Assert.Contains(TypeReferences.Of(server), static type => type.Name == "CircuitSession");
        Assert.DoesNotContain(TypeReferences.Of(server), IsSecret);
    }

    private static bool IsSecret(Type type) => type.Namespace is string name
        && SecretNamespaces.Any(secret => name == secret || name.StartsWith(secret + ".", StringComparison.Ordinal));

    private static IEnumerable<Type> RuntimeTypes() => Assembly.Load("PowerSoftmax.Runtime").GetTypes();
}
