namespace Sandbox.Conformance.Tests;

// What holds for every back-end
public sealed class NamespacesBackendTests : BackendConformance<NamespacesSource>;

public sealed class NamespacesCommandTests : CommandConformance<NamespacesSource>;

public sealed class NamespacesLifetimeTests : LifetimeConformance<NamespacesSource>;

public sealed class NamespacesStreamTests : StreamConformance<NamespacesSource>;

// What the command sees
public sealed class NamespacesBindMountTests : BindMountConformance<NamespacesSource>;

public sealed class NamespacesDenyBlockTests : DenyBlockConformance<NamespacesSource>;

public sealed class NamespacesDenyHideTests : DenyHideConformance<NamespacesSource>;

public sealed class NamespacesDenyMessageTests : DenyMessageConformance<NamespacesSource>;

public sealed class NamespacesDevMountTests : DevMountConformance<NamespacesSource>;

public sealed class NamespacesDirectoryRootTests : DirectoryRootConformance<NamespacesSource>;

public sealed class NamespacesEphemeralRootTests : EphemeralRootConformance<NamespacesSource>;

public sealed class NamespacesHermeticRootTests : HermeticRootConformance<NamespacesSource>;

public sealed class NamespacesHostRootTests : HostRootConformance<NamespacesSource>;

public sealed class NamespacesKernelMountTests : KernelMountConformance<NamespacesSource>;

public sealed class NamespacesOutputsTests : OutputsConformance<NamespacesSource>;

public sealed class NamespacesProcMountTests : ProcMountConformance<NamespacesSource>;

public sealed class NamespacesReadOnlyBindMountTests : ReadOnlyBindMountConformance<NamespacesSource>;

public sealed class NamespacesReadOnlyHostRootTests : ReadOnlyHostRootConformance<NamespacesSource>;

public sealed class NamespacesSynthesizedFileTests : SynthesizedFileConformance<NamespacesSource>;

public sealed class NamespacesTmpfsMountTests : TmpfsMountConformance<NamespacesSource>;

public sealed class NamespacesTmpfsSizeTests : TmpfsSizeConformance<NamespacesSource>;

public sealed class NamespacesWritablePathsTests : WritablePathsConformance<NamespacesSource>;

// What it is kept from
public sealed class NamespacesDomainNameTests : DomainNameConformance<NamespacesSource>;

public sealed class NamespacesHostNameTests : HostNameConformance<NamespacesSource>;

public sealed class NamespacesHostNetworkTests : HostNetworkConformance<NamespacesSource>;

public sealed class NamespacesIpcIsolationTests : IpcIsolationConformance<NamespacesSource>;

public sealed class NamespacesLeastPrivilegeTests : LeastPrivilegeConformance<NamespacesSource>;

public sealed class NamespacesLoopbackAddressesTests : LoopbackAddressesConformance<NamespacesSource>;

public sealed class NamespacesNetworkIsolationTests : NetworkIsolationConformance<NamespacesSource>;

public sealed class NamespacesProcessIsolationTests : ProcessIsolationConformance<NamespacesSource>;

public sealed class NamespacesSecurityBoundaryTests : SecurityBoundaryConformance<NamespacesSource>;

public sealed class NamespacesUserMappingTests : UserMappingConformance<NamespacesSource>;

// How it runs
public sealed class NamespacesAsPid1Tests : AsPid1Conformance<NamespacesSource>;

public sealed class NamespacesCgroupTests : CgroupConformance<NamespacesSource>;

public sealed class NamespacesCgroupParentTests : CgroupParentConformance<NamespacesSource>;

public sealed class NamespacesFakeChownTests : FakeChownConformance<NamespacesSource>;

public sealed class NamespacesFileTransferTests : FileTransferConformance<NamespacesSource>;

public sealed class NamespacesKeepFileDescriptorsTests : KeepFileDescriptorsConformance<NamespacesSource>;

public sealed class NamespacesNewSessionTests : NewSessionConformance<NamespacesSource>;

// What it may use up
public sealed class NamespacesCpusLimitTests : CpusLimitConformance<NamespacesSource>;

public sealed class NamespacesCpuTimeLimitTests : CpuTimeLimitConformance<NamespacesSource>;

public sealed class NamespacesFileSizeLimitTests : FileSizeLimitConformance<NamespacesSource>;

public sealed class NamespacesMemoryLimitTests : MemoryLimitConformance<NamespacesSource>;

public sealed class NamespacesOutputLimitTests : OutputLimitConformance<NamespacesSource>;

public sealed class NamespacesProcessLimitTests : ProcessLimitConformance<NamespacesSource>;

public sealed class NamespacesResourceLimitsTests : ResourceLimitsConformance<NamespacesSource>;

public sealed class NamespacesWallTimeLimitTests : WallTimeLimitConformance<NamespacesSource>;
