namespace PowerSoftmax.Generator.Targets;

/// <summary>A type declaration as it is opened again in emitted code: <c>class</c>, <c>record</c>, <c>struct</c> and the name.</summary>
internal readonly record struct TypeHeader(string Keyword, string Name);
