namespace Sandbox.Conformance.Tests;

// What holds for every back-end
public sealed class PreparedNamespacesBackendTests : BackendConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesCommandTests : CommandConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesLifetimeTests : LifetimeConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesStreamTests : StreamConformance<PreparedSource<NamespacesSource>>;

// What the command sees
public sealed class PreparedNamespacesBindMountTests : BindMountConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesDenyBlockTests : DenyBlockConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesDenyHideTests : DenyHideConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesDenyMessageTests : DenyMessageConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesDevMountTests : DevMountConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesDirectoryRootTests : DirectoryRootConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesEphemeralRootTests : EphemeralRootConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesHermeticRootTests : HermeticRootConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesHostRootTests : HostRootConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesKernelMountTests : KernelMountConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesOutputsTests : OutputsConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesProcMountTests : ProcMountConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesReadOnlyBindMountTests : ReadOnlyBindMountConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesReadOnlyHostRootTests : ReadOnlyHostRootConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesSynthesizedFileTests : SynthesizedFileConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesTmpfsMountTests : TmpfsMountConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesTmpfsSizeTests : TmpfsSizeConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesWritablePathsTests : WritablePathsConformance<PreparedSource<NamespacesSource>>;

// What it is kept from
public sealed class PreparedNamespacesDomainNameTests : DomainNameConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesHostNameTests : HostNameConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesHostNetworkTests : HostNetworkConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesIpcIsolationTests : IpcIsolationConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesLeastPrivilegeTests : LeastPrivilegeConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesLoopbackAddressesTests : LoopbackAddressesConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesNetworkIsolationTests : NetworkIsolationConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesProcessIsolationTests : ProcessIsolationConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesSecurityBoundaryTests : SecurityBoundaryConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesUserMappingTests : UserMappingConformance<PreparedSource<NamespacesSource>>;

// How it runs
public sealed class PreparedNamespacesAsPid1Tests : AsPid1Conformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesCgroupTests : CgroupConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesCgroupParentTests : CgroupParentConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesFakeChownTests : FakeChownConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesFileTransferTests : FileTransferConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesKeepFileDescriptorsTests : KeepFileDescriptorsConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesNewSessionTests : NewSessionConformance<PreparedSource<NamespacesSource>>;

// What it may use up
public sealed class PreparedNamespacesCpusLimitTests : CpusLimitConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesCpuTimeLimitTests : CpuTimeLimitConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesFileSizeLimitTests : FileSizeLimitConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesMemoryLimitTests : MemoryLimitConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesOutputLimitTests : OutputLimitConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesProcessLimitTests : ProcessLimitConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesResourceLimitsTests : ResourceLimitsConformance<PreparedSource<NamespacesSource>>;

public sealed class PreparedNamespacesWallTimeLimitTests : WallTimeLimitConformance<PreparedSource<NamespacesSource>>;
