using System.Reflection;

namespace PowerSoftmax.Architecture.Tests;

/// <summary>The server of the sample with a SEAL client has no client in .NET, so no part of it may know a secret type.</summary>
public class SealSampleSecrecyTests
{
    [Fact]
    public void OnlyTheGeneratedClientKnowsSecretTypes()
    {
        Assembly sample = typeof(Samples.SealClient.DigitModel).Assembly;
        IEnumerable<string> knowing =
            from type in sample.GetTypes()
            where TypeReferences.Of(type).Any(static used => used.Namespace is string name
                && (name == "PowerSoftmax.Client" || name.EndsWith(".Secrets", StringComparison.Ordinal)))
            select type.Name;

        Assert.Equal(["Client"], knowing);
        Assert.Contains(sample.GetTypes(), static type => type.Name == "DigitService");
    }
}
