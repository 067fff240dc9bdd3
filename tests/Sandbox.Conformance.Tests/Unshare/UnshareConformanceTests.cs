namespace Sandbox.Conformance.Tests;

// What holds for every back-end
public sealed class UnshareBackendTests : BackendConformance<UnshareSource>;

public sealed class UnshareCommandTests : CommandConformance<UnshareSource>;

public sealed class UnshareLifetimeTests : LifetimeConformance<UnshareSource>;

public sealed class UnshareStreamTests : StreamConformance<UnshareSource>;

// What the command sees
public sealed class UnshareBindMountTests : BindMountConformance<UnshareSource>;

public sealed class UnshareDenyBlockTests : DenyBlockConformance<UnshareSource>;

public sealed class UnshareDenyHideTests : DenyHideConformance<UnshareSource>;

public sealed class UnshareDenyMessageTests : DenyMessageConformance<UnshareSource>;

public sealed class UnshareDevMountTests : DevMountConformance<UnshareSource>;

public sealed class UnshareDirectoryRootTests : DirectoryRootConformance<UnshareSource>;

public sealed class UnshareEphemeralRootTests : EphemeralRootConformance<UnshareSource>;

public sealed class UnshareHermeticRootTests : HermeticRootConformance<UnshareSource>;

public sealed class UnshareHostRootTests : HostRootConformance<UnshareSource>;

public sealed class UnshareKernelMountTests : KernelMountConformance<UnshareSource>;

public sealed class UnshareOutputsTests : OutputsConformance<UnshareSource>;

public sealed class UnshareProcMountTests : ProcMountConformance<UnshareSource>;

public sealed class UnshareReadOnlyBindMountTests : ReadOnlyBindMountConformance<UnshareSource>;

public sealed class UnshareReadOnlyHostRootTests : ReadOnlyHostRootConformance<UnshareSource>;

public sealed class UnshareSynthesizedFileTests : SynthesizedFileConformance<UnshareSource>;

public sealed class UnshareTmpfsMountTests : TmpfsMountConformance<UnshareSource>;

public sealed class UnshareTmpfsSizeTests : TmpfsSizeConformance<UnshareSource>;

public sealed class UnshareWritablePathsTests : WritablePathsConformance<UnshareSource>;

// What it is kept from
public sealed class UnshareDomainNameTests : DomainNameConformance<UnshareSource>;

public sealed class UnshareHostNameTests : HostNameConformance<UnshareSource>;

public sealed class UnshareHostNetworkTests : HostNetworkConformance<UnshareSource>;

public sealed class UnshareIpcIsolationTests : IpcIsolationConformance<UnshareSource>;

public sealed class UnshareLeastPrivilegeTests : LeastPrivilegeConformance<UnshareSource>;

public sealed class UnshareLoopbackAddressesTests : LoopbackAddressesConformance<UnshareSource>;

public sealed class UnshareNetworkIsolationTests : NetworkIsolationConformance<UnshareSource>;

public sealed class UnshareProcessIsolationTests : ProcessIsolationConformance<UnshareSource>;

public sealed class UnshareSecurityBoundaryTests : SecurityBoundaryConformance<UnshareSource>;

public sealed class UnshareUserMappingTests : UserMappingConformance<UnshareSource>;

// How it runs
public sealed class UnshareAsPid1Tests : AsPid1Conformance<UnshareSource>;

public sealed class UnshareCgroupTests : CgroupConformance<UnshareSource>;

public sealed class UnshareCgroupParentTests : CgroupParentConformance<UnshareSource>;

public sealed class UnshareFakeChownTests : FakeChownConformance<UnshareSource>;

public sealed class UnshareFileTransferTests : FileTransferConformance<UnshareSource>;

public sealed class UnshareKeepFileDescriptorsTests : KeepFileDescriptorsConformance<UnshareSource>;

public sealed class UnshareNewSessionTests : NewSessionConformance<UnshareSource>;

// What it may use up
public sealed class UnshareCpusLimitTests : CpusLimitConformance<UnshareSource>;

public sealed class UnshareCpuTimeLimitTests : CpuTimeLimitConformance<UnshareSource>;

public sealed class UnshareFileSizeLimitTests : FileSizeLimitConformance<UnshareSource>;

public sealed class UnshareMemoryLimitTests : MemoryLimitConformance<UnshareSource>;

public sealed class UnshareOutputLimitTests : OutputLimitConformance<UnshareSource>;

public sealed class UnshareProcessLimitTests : ProcessLimitConformance<UnshareSource>;

public sealed class UnshareResourceLimitsTests : ResourceLimitsConformance<UnshareSource>;

public sealed class UnshareWallTimeLimitTests : WallTimeLimitConformance<UnshareSource>;
