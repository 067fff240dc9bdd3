namespace Sandbox.Conformance.Tests;

// What holds for every back-end
public sealed class RecentBwrapBackendTests : BackendConformance<RecentBwrapSource>;

public sealed class RecentBwrapCommandTests : CommandConformance<RecentBwrapSource>;

public sealed class RecentBwrapLifetimeTests : LifetimeConformance<RecentBwrapSource>;

public sealed class RecentBwrapStreamTests : StreamConformance<RecentBwrapSource>;

// What the command sees
public sealed class RecentBwrapBindMountTests : BindMountConformance<RecentBwrapSource>;

public sealed class RecentBwrapDenyBlockTests : DenyBlockConformance<RecentBwrapSource>;

public sealed class RecentBwrapDenyHideTests : DenyHideConformance<RecentBwrapSource>;

public sealed class RecentBwrapDenyMessageTests : DenyMessageConformance<RecentBwrapSource>;

public sealed class RecentBwrapDevMountTests : DevMountConformance<RecentBwrapSource>;

public sealed class RecentBwrapDirectoryRootTests : DirectoryRootConformance<RecentBwrapSource>;

public sealed class RecentBwrapEphemeralRootTests : EphemeralRootConformance<RecentBwrapSource>;

public sealed class RecentBwrapHermeticRootTests : HermeticRootConformance<RecentBwrapSource>;

public sealed class RecentBwrapHostRootTests : HostRootConformance<RecentBwrapSource>;

public sealed class RecentBwrapOutputsTests : OutputsConformance<RecentBwrapSource>;

public sealed class RecentBwrapKernelMountTests : KernelMountConformance<RecentBwrapSource>;

public sealed class RecentBwrapProcMountTests : ProcMountConformance<RecentBwrapSource>;

public sealed class RecentBwrapReadOnlyBindMountTests : ReadOnlyBindMountConformance<RecentBwrapSource>;

public sealed class RecentBwrapReadOnlyHostRootTests : ReadOnlyHostRootConformance<RecentBwrapSource>;

public sealed class RecentBwrapSynthesizedFileTests : SynthesizedFileConformance<RecentBwrapSource>;

public sealed class RecentBwrapTmpfsMountTests : TmpfsMountConformance<RecentBwrapSource>;

public sealed class RecentBwrapTmpfsSizeTests : TmpfsSizeConformance<RecentBwrapSource>;

public sealed class RecentBwrapWritablePathsTests : WritablePathsConformance<RecentBwrapSource>;

// What it is kept from
public sealed class RecentBwrapDomainNameTests : DomainNameConformance<RecentBwrapSource>;

public sealed class RecentBwrapHostNameTests : HostNameConformance<RecentBwrapSource>;

public sealed class RecentBwrapHostNetworkTests : HostNetworkConformance<RecentBwrapSource>;

public sealed class RecentBwrapIpcIsolationTests : IpcIsolationConformance<RecentBwrapSource>;

public sealed class RecentBwrapLeastPrivilegeTests : LeastPrivilegeConformance<RecentBwrapSource>;

public sealed class RecentBwrapLoopbackAddressesTests : LoopbackAddressesConformance<RecentBwrapSource>;

public sealed class RecentBwrapNetworkIsolationTests : NetworkIsolationConformance<RecentBwrapSource>;

public sealed class RecentBwrapProcessIsolationTests : ProcessIsolationConformance<RecentBwrapSource>;

public sealed class RecentBwrapSecurityBoundaryTests : SecurityBoundaryConformance<RecentBwrapSource>;

public sealed class RecentBwrapUserMappingTests : UserMappingConformance<RecentBwrapSource>;

// How it runs
public sealed class RecentBwrapAsPid1Tests : AsPid1Conformance<RecentBwrapSource>;

public sealed class RecentBwrapCgroupTests : CgroupConformance<RecentBwrapSource>;

public sealed class RecentBwrapCgroupParentTests : CgroupParentConformance<RecentBwrapSource>;

public sealed class RecentBwrapFakeChownTests : FakeChownConformance<RecentBwrapSource>;

public sealed class RecentBwrapFileTransferTests : FileTransferConformance<RecentBwrapSource>;

public sealed class RecentBwrapKeepFileDescriptorsTests : KeepFileDescriptorsConformance<RecentBwrapSource>;

public sealed class RecentBwrapNewSessionTests : NewSessionConformance<RecentBwrapSource>;

// What it may use up
public sealed class RecentBwrapCpusLimitTests : CpusLimitConformance<RecentBwrapSource>;

public sealed class RecentBwrapCpuTimeLimitTests : CpuTimeLimitConformance<RecentBwrapSource>;

public sealed class RecentBwrapFileSizeLimitTests : FileSizeLimitConformance<RecentBwrapSource>;

public sealed class RecentBwrapMemoryLimitTests : MemoryLimitConformance<RecentBwrapSource>;

public sealed class RecentBwrapOutputLimitTests : OutputLimitConformance<RecentBwrapSource>;

public sealed class RecentBwrapProcessLimitTests : ProcessLimitConformance<RecentBwrapSource>;

public sealed class RecentBwrapResourceLimitsTests : ResourceLimitsConformance<RecentBwrapSource>;

public sealed class RecentBwrapWallTimeLimitTests : WallTimeLimitConformance<RecentBwrapSource>;
