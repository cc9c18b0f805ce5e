extern alias generator;

using generator::PowerSoftmax.Generator;

namespace PowerSoftmax.Generator.Tests.Pipeline;

public sealed class AssemblyTests
{
    /// <summary>What a compiler brings along; anything else would have to be shipped beside the analyzer.</summary>
    private static readonly string[] Provided = ["netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory"];

    [Fact]
    public void TheGeneratorIsOneAssemblyWithoutDependencies() =>
        Assert.Empty(typeof(EncryptedModelGenerator).Assembly.GetReferencedAssemblies().Select(static name => name.Name).Except(Provided));
}
