using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Writes a file of the host: the id maps of a new user namespace (user_namespaces(7)).</summary>
/// <param name="FileName">An absolute path on the host.</param>
/// <param name="Content">What is written, in one write(2).</param>
public sealed record WriteFileStep(string FileName, string Content) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "write";

    /// <inheritdoc/>
    public override string Description => $"\"{Content}\" to {FileName}";

    /// <inheritdoc/>
    public override string? Path => FileName;

    /// <inheritdoc/>
    public override bool IsRefusal(int errno) => errno is Errno.EPERM or Errno.EACCES or Errno.EROFS or Errno.ENOENT;

    /// <inheritdoc/>
    public override string? Hint(int errno) => RefusalHints.ForUserNamespaceSetup(errno);

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.WriteFile, Text1 = texts.Add(FileName), Text2 = texts.Add(Content) };
}
