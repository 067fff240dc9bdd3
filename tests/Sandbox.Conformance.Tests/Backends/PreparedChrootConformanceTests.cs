namespace Sandbox.Conformance.Tests;

// What holds for every back-end
public sealed class PreparedChrootBackendTests : BackendConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootCommandTests : CommandConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootLifetimeTests : LifetimeConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootStreamTests : StreamConformance<PreparedSource<ChrootSource>>;

// What the command sees
public sealed class PreparedChrootBindMountTests : BindMountConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootDenyBlockTests : DenyBlockConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootDenyHideTests : DenyHideConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootDenyMessageTests : DenyMessageConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootDevMountTests : DevMountConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootDirectoryRootTests : DirectoryRootConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootEphemeralRootTests : EphemeralRootConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootHermeticRootTests : HermeticRootConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootHostRootTests : HostRootConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootKernelMountTests : KernelMountConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootOutputsTests : OutputsConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootProcMountTests : ProcMountConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootReadOnlyBindMountTests : ReadOnlyBindMountConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootReadOnlyHostRootTests : ReadOnlyHostRootConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootSynthesizedFileTests : SynthesizedFileConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootTmpfsMountTests : TmpfsMountConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootTmpfsSizeTests : TmpfsSizeConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootWritablePathsTests : WritablePathsConformance<PreparedSource<ChrootSource>>;

// What it is kept from
public sealed class PreparedChrootDomainNameTests : DomainNameConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootHostNameTests : HostNameConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootHostNetworkTests : HostNetworkConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootIpcIsolationTests : IpcIsolationConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootLeastPrivilegeTests : LeastPrivilegeConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootLoopbackAddressesTests : LoopbackAddressesConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootNetworkIsolationTests : NetworkIsolationConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootProcessIsolationTests : ProcessIsolationConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootSecurityBoundaryTests : SecurityBoundaryConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootUserMappingTests : UserMappingConformance<PreparedSource<ChrootSource>>;

// How it runs
public sealed class PreparedChrootAsPid1Tests : AsPid1Conformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootCgroupTests : CgroupConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootCgroupParentTests : CgroupParentConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootFakeChownTests : FakeChownConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootFileTransferTests : FileTransferConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootKeepFileDescriptorsTests : KeepFileDescriptorsConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootNewSessionTests : NewSessionConformance<PreparedSource<ChrootSource>>;

// What it may use up
public sealed class PreparedChrootCpusLimitTests : CpusLimitConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootCpuTimeLimitTests : CpuTimeLimitConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootFileSizeLimitTests : FileSizeLimitConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootMemoryLimitTests : MemoryLimitConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootOutputLimitTests : OutputLimitConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootProcessLimitTests : ProcessLimitConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootResourceLimitsTests : ResourceLimitsConformance<PreparedSource<ChrootSource>>;

public sealed class PreparedChrootWallTimeLimitTests : WallTimeLimitConformance<PreparedSource<ChrootSource>>;
