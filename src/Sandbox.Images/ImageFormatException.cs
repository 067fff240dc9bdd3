namespace Sandbox.Images;

/// <summary>What is wrong with an image; told to the caller as a <see cref="SandboxSetupException"/> that names the file.</summary>
internal sealed class ImageFormatException(string problem, Exception? innerException = null) : Exception(problem, innerException);
