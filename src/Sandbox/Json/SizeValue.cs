namespace Sandbox.Json;

/// <summary>A size in a document: a number of bytes, or a text as <see cref="ByteSize"/> reads it.</summary>
internal readonly record struct SizeValue(long Bytes);
