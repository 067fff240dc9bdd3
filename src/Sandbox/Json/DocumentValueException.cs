using System.Text.Json;

namespace Sandbox.Json;

/// <summary>A value is not what its member takes. Only thrown by converters, and never seen by callers.</summary>
internal sealed class DocumentValueException(string expected) : JsonException($"must be {expected}")
{
    /// <summary>What should have been there.</summary>
    public string Expected { get; } = expected;
}
