import CRMModel
import CRMTestSupport
import Synchronization
import XCTest

@testable import CRMCore

/// A department on a faulty disk: one deal at the first stage, one at the last open one, and the
/// operations of a day, each of which does the same whenever it is done to the same disk.
struct WorkspaceScene {
  /// Every document by its path.
  typealias Documents = [String: [UInt8]]

  static let root = "/data"
  static let user = Login(stored: "anna")
  static let talk = "Подробно поговорили о размещении и сроках, ждут следующего шага"

  let disk: FaultyFileSystem
  let now: Instant
  private let seed: UInt64
  let limits: StoreLimits

  private init(
    _ disk: FaultyFileSystem, _ now: Instant, _ seed: UInt64, _ limits: StoreLimits
  ) {
    self.disk = disk
    self.now = now
    self.seed = seed
    self.limits = limits
  }

  /// A directory after so many operations that matter to nobody, so that the next one begins a
  /// segment or makes a checkpoint; with few bytes a chunk, every operation is a large one.
  init(idleOperations: Int = 0, chunkBytes: Int = StoreLimits().chunkBytes) throws {
    let disk = FaultyFileSystem()
    var limits = StoreLimits()
    limits.segmentOperations = 3
    limits.checkpointOperations = 5
    limits.chunkBytes = chunkBytes
    var scene = WorkspaceScene(
      disk, try Instant(parsing: "2026-11-20T10:00:00+03:00"), 1, limits)
    let scenario = try XCTUnwrap(Scenario.all.first { $0.name == "restaurant" })
    try Workspace.create(
      at: Self.root, scenario: scenario, timeZone: nil, files: disk,
      environment: scene.environment)
    for operation in [Operation.addCompany, .addDeal, .walk, .addSecondDeal] {
      try scene.perform(operation)
      scene = scene.later(disk)
    }
    for _ in 0..<idleOperations {
      try scene.perform(.comment)
      scene = scene.later(disk)
    }
    self = scene
  }

  /// The same department an hour later, with other randomness.
  func later(_ disk: FaultyFileSystem) -> WorkspaceScene {
    WorkspaceScene(disk, now.adding(seconds: 3_600) ?? .last, seed + 1, limits)
  }

  /// The same moment on another disk.
  func on(_ disk: FaultyFileSystem) -> WorkspaceScene { WorkspaceScene(disk, now, seed, limits) }

  // MARK: The data directory

  private var environment: WorkspaceEnvironment {
    let generator = Mutex(SplitMix64(seed: seed))
    return WorkspaceEnvironment(
      zone: { TimeZoneRules.fixed(seconds: 10_800, identifier: $0) },
      random: { generator.withLock { $0.next() } }, now: { .first })
  }

  func workspace(_ format: DataFormat = .released) throws(CRMError) -> Workspace {
    try Workspace(
      path: Self.root, files: disk, environment: environment, wait: .zero, limits: limits,
      format: format)
  }

  /// Every document as a reader gets it.
  func documents(_ format: DataFormat = .released) throws(CRMError) -> Documents {
    try workspace(format).read { (snapshot) throws(CRMError) in
      var found: Documents = [:]
      for kind in Kind.documents {
        for id in try snapshot.identifiers(kind) {
          found[kind.path(id)] = try snapshot.bytes(kind.path(id))
        }
      }
      for name in try snapshot.names(in: DataDirectory.pipelinesFolder) {
        let path = DataDirectory.pipelinePath(name)
        found[path] = try snapshot.bytes(path)
      }
      found[DataDirectory.settingsPath] = try snapshot.bytes(DataDirectory.settingsPath)
      return found
    }
  }

  /// Every file, without what any reader would do first.
  var files: Documents {
    var files: Documents = [:]
    for path in disk.files(below: Self.root) { files[path] = disk.content(path) }
    return files
  }

  func write(_ body: (Transaction) throws(CRMError) -> Void) throws(CRMError) {
    try workspace().write(
      now: { _ in now }, user: Self.user, command: ["test"], isDryRun: false, body)
  }

  func turn(_ turn: Workspace.Turn) throws(CRMError) {
    _ = try workspace().turn(
      turn, now: { _ in now }, user: Self.user, command: ["test"], isDryRun: false)
  }
}
