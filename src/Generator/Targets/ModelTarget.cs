using PowerSoftmax.Generator.Reporting;

namespace PowerSoftmax.Generator.Targets;

/// <summary>A class with the attribute, and where the attribute stands.</summary>
internal sealed record ModelTarget(ModelClass Class, Place Attribute);
