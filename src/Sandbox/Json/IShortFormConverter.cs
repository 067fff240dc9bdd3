namespace Sandbox.Json;

/// <summary>What a converter of a <see cref="ShortForm{T}"/> tells about it without its type argument.</summary>
internal interface IShortFormConverter
{
    /// <summary>The type of the full form.</summary>
    Type FullForm { get; }
}
