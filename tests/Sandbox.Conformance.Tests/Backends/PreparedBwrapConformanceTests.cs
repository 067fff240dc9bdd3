namespace Sandbox.Conformance.Tests;

// What holds for every back-end
public sealed class PreparedBwrapBackendTests : BackendConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapCommandTests : CommandConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapLifetimeTests : LifetimeConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapStreamTests : StreamConformance<PreparedSource<BwrapSource>>;

// What the command sees
public sealed class PreparedBwrapBindMountTests : BindMountConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapDenyBlockTests : DenyBlockConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapDenyHideTests : DenyHideConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapDenyMessageTests : DenyMessageConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapDevMountTests : DevMountConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapDirectoryRootTests : DirectoryRootConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapEphemeralRootTests : EphemeralRootConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapHermeticRootTests : HermeticRootConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapHostRootTests : HostRootConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapKernelMountTests : KernelMountConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapOutputsTests : OutputsConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapProcMountTests : ProcMountConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapReadOnlyBindMountTests : ReadOnlyBindMountConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapReadOnlyHostRootTests : ReadOnlyHostRootConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapSynthesizedFileTests : SynthesizedFileConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapTmpfsMountTests : TmpfsMountConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapTmpfsSizeTests : TmpfsSizeConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapWritablePathsTests : WritablePathsConformance<PreparedSource<BwrapSource>>;

// What it is kept from
public sealed class PreparedBwrapDomainNameTests : DomainNameConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapHostNameTests : HostNameConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapHostNetworkTests : HostNetworkConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapIpcIsolationTests : IpcIsolationConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapLeastPrivilegeTests : LeastPrivilegeConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapLoopbackAddressesTests : LoopbackAddressesConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapNetworkIsolationTests : NetworkIsolationConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapProcessIsolationTests : ProcessIsolationConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapSecurityBoundaryTests : SecurityBoundaryConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapUserMappingTests : UserMappingConformance<PreparedSource<BwrapSource>>;

// How it runs
public sealed class PreparedBwrapAsPid1Tests : AsPid1Conformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapCgroupTests : CgroupConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapCgroupParentTests : CgroupParentConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapFakeChownTests : FakeChownConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapFileTransferTests : FileTransferConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapKeepFileDescriptorsTests : KeepFileDescriptorsConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapNewSessionTests : NewSessionConformance<PreparedSource<BwrapSource>>;

// What it may use up
public sealed class PreparedBwrapCpusLimitTests : CpusLimitConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapCpuTimeLimitTests : CpuTimeLimitConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapFileSizeLimitTests : FileSizeLimitConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapMemoryLimitTests : MemoryLimitConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapOutputLimitTests : OutputLimitConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapProcessLimitTests : ProcessLimitConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapResourceLimitsTests : ResourceLimitsConformance<PreparedSource<BwrapSource>>;

public sealed class PreparedBwrapWallTimeLimitTests : WallTimeLimitConformance<PreparedSource<BwrapSource>>;
