namespace Sandbox.Json;

/// <summary>The JSON form of an <see cref="EmptyRoot"/>.</summary>
internal sealed record EmptyRootDocument : RootDocument;
