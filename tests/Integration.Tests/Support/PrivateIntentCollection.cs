namespace PowerSoftmax.Integration.Tests.Support;

/// <summary>Test classes that share one <see cref="PrivateIntent"/>.</summary>
[CollectionDefinition(nameof(PrivateIntentCollection))]
public sealed class PrivateIntentCollection : ICollectionFixture<PrivateIntent>;
