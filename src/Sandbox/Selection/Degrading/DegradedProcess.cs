using System.Collections.Immutable;
using System.Globalization;

namespace Sandbox;

/// <summary>Who the command is and what it starts with, where the back-end cannot arrange it: as it is outside.</summary>
internal static class DegradedProcess
{
    public static SandboxSpec Apply(SandboxSpec spec, Degradation degradation) => spec with
    {
        Identity = Identity(spec.Identity, degradation),
        AsPid1 = degradation.Drop(
            SandboxCapabilities.AsPid1, "asPid1", WhenAsked(spec.AsPid1), "the command is not process 1", spec.AsPid1, false),
        FakeChown = degradation.Drop(
            SandboxCapabilities.FakeChown, "fakeChown", spec.FakeChown == true ? "true" : null, "changes of owner fail",
            spec.FakeChown, false),
        NewSession = degradation.Drop(
            SandboxCapabilities.NewSession, "newSession", WhenAsked(spec.NewSession), "it stays in the caller's session",
            spec.NewSession, false),
        KeepFileDescriptors = degradation.Drop(
            SandboxCapabilities.KeepFileDescriptors, "keepFileDescriptors",
            spec.KeepFileDescriptors.IsEmpty ? null : string.Join(", ", spec.KeepFileDescriptors), "they are closed",
            spec.KeepFileDescriptors, ImmutableArray<int>.Empty),
        NamedPipes = degradation.Drop(
            SandboxCapabilities.FileTransfer, "namedPipes",
            spec.NamedPipes.IsEmpty ? null : string.Join(", ", spec.NamedPipes.Select(pipe => pipe.Path)), "they are not made",
            spec.NamedPipes, ImmutableArray<NamedPipe>.Empty),
        CollectedFiles = degradation.Drop(
            SandboxCapabilities.FileTransfer, "collectedFiles",
            spec.CollectedFiles.IsEmpty ? null : string.Join(", ", spec.CollectedFiles.Select(file => file.Path)),
            "they are not copied out", spec.CollectedFiles, ImmutableArray<CollectedFile>.Empty),
    };

    private static SandboxIdentity Identity(SandboxIdentity identity, Degradation degradation)
    {
        const SandboxCapabilities Mapping = SandboxCapabilities.UserMapping;
        const string SameName = "it is the host's";
        return identity with
        {
            UserId = degradation.Drop(
                Mapping, "identity.userId", Text(identity.UserId), "it is the caller's", identity.UserId, null),
            GroupId = degradation.Drop(
                Mapping, "identity.groupId", Text(identity.GroupId), "it is the caller's", identity.GroupId, null),
            HostName = degradation.Drop(
                SandboxCapabilities.HostName, "identity.hostName", identity.HostName, SameName, identity.HostName, null),
            DomainName = degradation.Drop(
                SandboxCapabilities.DomainName, "identity.domainName", identity.DomainName, SameName, identity.DomainName, null),
        };
    }

    private static string? Text(uint? id) => id?.ToString(CultureInfo.InvariantCulture);

    private static string? WhenAsked(bool asked) => asked ? "true" : null;
}
