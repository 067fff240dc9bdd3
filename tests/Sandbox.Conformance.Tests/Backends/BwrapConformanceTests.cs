namespace Sandbox.Conformance.Tests;

// What holds for every back-end
public sealed class BwrapBackendTests : BackendConformance<BwrapSource>;

public sealed class BwrapCommandTests : CommandConformance<BwrapSource>;

public sealed class BwrapLifetimeTests : LifetimeConformance<BwrapSource>;

public sealed class BwrapStreamTests : StreamConformance<BwrapSource>;

// What the command sees
public sealed class BwrapBindMountTests : BindMountConformance<BwrapSource>;

public sealed class BwrapDenyBlockTests : DenyBlockConformance<BwrapSource>;

public sealed class BwrapDenyHideTests : DenyHideConformance<BwrapSource>;

public sealed class BwrapDenyMessageTests : DenyMessageConformance<BwrapSource>;

public sealed class BwrapDevMountTests : DevMountConformance<BwrapSource>;

public sealed class BwrapDirectoryRootTests : DirectoryRootConformance<BwrapSource>;

public sealed class BwrapEphemeralRootTests : EphemeralRootConformance<BwrapSource>;

public sealed class BwrapHermeticRootTests : HermeticRootConformance<BwrapSource>;

public sealed class BwrapHostRootTests : HostRootConformance<BwrapSource>;

public sealed class BwrapKernelMountTests : KernelMountConformance<BwrapSource>;

public sealed class BwrapOutputsTests : OutputsConformance<BwrapSource>;

public sealed class BwrapProcMountTests : ProcMountConformance<BwrapSource>;

public sealed class BwrapReadOnlyBindMountTests : ReadOnlyBindMountConformance<BwrapSource>;

public sealed class BwrapReadOnlyHostRootTests : ReadOnlyHostRootConformance<BwrapSource>;

public sealed class BwrapSynthesizedFileTests : SynthesizedFileConformance<BwrapSource>;

public sealed class BwrapTmpfsMountTests : TmpfsMountConformance<BwrapSource>;

public sealed class BwrapTmpfsSizeTests : TmpfsSizeConformance<BwrapSource>;

public sealed class BwrapWritablePathsTests : WritablePathsConformance<BwrapSource>;

// What it is kept from
public sealed class BwrapDomainNameTests : DomainNameConformance<BwrapSource>;

public sealed class BwrapHostNameTests : HostNameConformance<BwrapSource>;

public sealed class BwrapHostNetworkTests : HostNetworkConformance<BwrapSource>;

public sealed class BwrapIpcIsolationTests : IpcIsolationConformance<BwrapSource>;

public sealed class BwrapLeastPrivilegeTests : LeastPrivilegeConformance<BwrapSource>;

public sealed class BwrapLoopbackAddressesTests : LoopbackAddressesConformance<BwrapSource>;

public sealed class BwrapNetworkIsolationTests : NetworkIsolationConformance<BwrapSource>;

public sealed class BwrapProcessIsolationTests : ProcessIsolationConformance<BwrapSource>;

public sealed class BwrapSecurityBoundaryTests : SecurityBoundaryConformance<BwrapSource>;

public sealed class BwrapUserMappingTests : UserMappingConformance<BwrapSource>;

// How it runs
public sealed class BwrapAsPid1Tests : AsPid1Conformance<BwrapSource>;

public sealed class BwrapCgroupTests : CgroupConformance<BwrapSource>;

public sealed class BwrapCgroupParentTests : CgroupParentConformance<BwrapSource>;

public sealed class BwrapFakeChownTests : FakeChownConformance<BwrapSource>;

public sealed class BwrapFileTransferTests : FileTransferConformance<BwrapSource>;

public sealed class BwrapKeepFileDescriptorsTests : KeepFileDescriptorsConformance<BwrapSource>;

public sealed class BwrapNewSessionTests : NewSessionConformance<BwrapSource>;

// What it may use up
public sealed class BwrapCpusLimitTests : CpusLimitConformance<BwrapSource>;

public sealed class BwrapCpuTimeLimitTests : CpuTimeLimitConformance<BwrapSource>;

public sealed class BwrapFileSizeLimitTests : FileSizeLimitConformance<BwrapSource>;

public sealed class BwrapMemoryLimitTests : MemoryLimitConformance<BwrapSource>;

public sealed class BwrapOutputLimitTests : OutputLimitConformance<BwrapSource>;

public sealed class BwrapProcessLimitTests : ProcessLimitConformance<BwrapSource>;

public sealed class BwrapResourceLimitsTests : ResourceLimitsConformance<BwrapSource>;

public sealed class BwrapWallTimeLimitTests : WallTimeLimitConformance<BwrapSource>;
