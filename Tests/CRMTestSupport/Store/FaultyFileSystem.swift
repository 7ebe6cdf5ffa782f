package import CRMCore
import Synchronization

/// A disk in memory on which every call can be made to fail, to stop half way or to be the last,
/// and which knows what a power cut would leave.
///
/// Absolute paths only. Every call but those about time is counted.
package final class FaultyFileSystem: FileSystem {
  private struct State {
    var disk = MemoryDisk()
    var calls: [String] = []
    var fault: DiskFault?
    var isReadOnly = false
    var boot = 1
    var uptime = Duration.zero
    var readers: [String: Int] = [:]
    var writers: Set<String> = []
    var observer: (@Sendable (Int) -> Void)?
    var kindWithoutLocks: String?
  }

  private enum Fate {
    case goesOn
    case fails(Int32)
    case tears(Int32)
  }

  private let state: Mutex<State>

  /// Makes a disk with an empty root folder.
  package init() {
    state = Mutex(State())
  }

  private init(_ state: consuming State) {
    self.state = Mutex(state)
  }

  // MARK: Control

  /// The calls made so far, each as its name and path.
  package var calls: [String] { state.withLock { $0.calls } }

  /// How many calls so far asked the device to make something lasting.
  package var flushCount: Int { calls.filter { $0.hasPrefix("flush") }.count }

  /// Whether the process has ended by a fault.
  package var isDead: Bool {
    state.withLock { state in
      guard let fault = state.fault, state.calls.count >= fault.call else { return false }
      switch fault.kind {
      case .die, .dieInside: return true
      case .refuse, .tear: return false
      }
    }
  }

  /// Forgets the calls so far and lets a later one go wrong.
  package func restart(fault: DiskFault? = nil) {
    state.withLock {
      $0.calls = []
      $0.fault = fault
    }
  }

  /// Lets every write fail, as on a disk that is mounted read-only.
  package func setReadOnly(_ isReadOnly: Bool) {
    state.withLock { $0.isReadOnly = isReadOnly }
  }

  /// Has the disk be of a kind on which locks may not hold.
  package func setKindWithoutLocks(_ kind: String?) {
    state.withLock { $0.kindWithoutLocks = kind }
  }

  /// Has something done before each call, which is told its number; nested calls are not observed.
  package func observe(_ observer: (@Sendable (Int) -> Void)?) {
    state.withLock { $0.observer = observer }
  }

  /// The same disk as another process finds it after this one has ended.
  package func afterDeath() -> FaultyFileSystem {
    state.withLock { state in
      var next = State()
      next.disk = state.disk
      next.boot = state.boot
      next.uptime = state.uptime
      return FaultyFileSystem(next)
    }
  }

  /// The same disk after the machine has been started again.
  package func afterPowerCut(_ cut: PowerCut) -> FaultyFileSystem {
    state.withLock { state in
      var next = State()
      next.disk = state.disk
      next.disk.cutPower(cut)
      next.boot = state.boot + 1
      return FaultyFileSystem(next)
    }
  }

  /// The same disk after it alone was without power, while the machine went on.
  package func afterUnnoticedPowerCut(_ cut: PowerCut) -> FaultyFileSystem {
    let next = afterPowerCut(cut)
    let (boot, uptime) = state.withLock { ($0.boot, $0.uptime) }
    next.state.withLock { ($0.boot, $0.uptime) = (boot, uptime) }
    return next
  }

  /// Changes a file behind the store's back, making it where it is missing; nil removes it.
  package func edit(_ path: String, _ bytes: [UInt8]?) {
    state.withLock { state in
      guard let bytes else {
        state.disk.change(.remove(path))
        return
      }
      if state.disk.node(path) == nil { state.disk.add(path, .file, mode: 0o600) }
      guard let number = state.disk.node(path)?.number else { return }
      state.disk.write(.size(0), to: number)
      state.disk.write(.bytes(bytes, at: 0), to: number)
    }
  }

  /// Has a file hold what it held before writes that the device lost: no change time tells of them.
  package func lose(_ path: String, to bytes: [UInt8]?, changed: Int64 = 0) {
    edit(path, bytes)
    state.withLock { state in
      state.disk.flushAll()
      for place in [path, MemoryDisk.parent(path)] {
        guard let number = state.disk.node(place)?.number else { continue }
        state.disk.nodes[number]?.changed = changed
        state.disk.nodes[number]?.durableChanged = changed
      }
    }
  }

  /// Lets the disk's clock go on, or back.
  package func pass(milliseconds: Int64) {
    state.withLock { $0.disk.time += milliseconds }
  }

  /// The content of a file, without counting as a call.
  package func content(_ path: String) -> [UInt8]? {
    state.withLock { $0.disk.node(path)?.node.bytes }
  }

  /// The paths of all files below a folder, sorted, without counting as a call.
  package func files(below folder: String) -> [String] {
    state.withLock { state in
      state.disk.names.keys
        .filter { $0.hasPrefix(folder + "/") && state.disk.node($0)?.node.kind == .file }
        .sorted()
    }
  }

  // MARK: FileSystem

  package func status(_ path: String) throws(SystemError) -> FileStatus? {
    try reading(.status, path) { (disk) throws(SystemError) in
      guard let (number, node) = disk.node(path) else { return nil }
      return FileStatus(
        kind: node.kind, size: node.bytes.count, mode: node.mode, modifiedSeconds: node.changed,
        modifiedNanoseconds: 0, changedSeconds: node.changed / 1_000,
        changedNanoseconds: node.changed % 1_000 * 1_000_000, inode: UInt64(number))
    }
  }

  package func readFile(
    _ path: String, from offset: Int, limit: Int
  ) throws(SystemError) -> [UInt8]? {
    try reading(.read, path) { (disk) throws(SystemError) in
      guard let node = disk.node(path)?.node else { return nil }
      guard node.kind == .file else { throw SystemError(.read, path, code: Self.code(of: node)) }
      return Array(node.bytes.dropFirst(offset).prefix(limit))
    }
  }

  package func listFolder(_ path: String) throws(SystemError) -> [FolderEntry]? {
    try reading(.list, path) { (disk) throws(SystemError) in
      guard disk.node(path) != nil else { return nil }
      return disk.children(path).compactMap { child in
        disk.node(child).map {
          FolderEntry(name: String(child.split(separator: "/").last ?? ""), kind: $0.node.kind)
        }
      }
    }
  }

  package func makeFolder(_ path: String, mode: UInt32) throws(SystemError) {
    try writing(.makeFolder, path) { (disk, _) throws(SystemError) in
      try Self.checkNew(path, .makeFolder, disk)
      disk.add(path, .folder, mode: mode)
    }
  }

  package func createFile(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(SystemError) {
    try writing(.create, path) { (disk, isTorn) throws(SystemError) in
      try Self.checkNew(path, .create, disk)
      disk.add(path, .file, mode: mode)
      let written = isTorn ? Array(bytes.prefix(bytes.count / 2)) : bytes
      disk.write(.bytes(written, at: 0), to: try Self.number(path, .create, disk))
    }
  }

  package func rename(_ path: String, to newPath: String) throws(SystemError) {
    try writing(.rename, newPath) { (disk, isTorn) throws(SystemError) in
      if isTorn { return }
      let number = try Self.number(path, .rename, disk)
      if !disk.children(newPath).isEmpty {
        throw SystemError(.rename, newPath, code: SystemError.notEmpty)
      }
      disk.change(.move(path, newPath, number))
    }
  }

  package func remove(_ path: String) throws(SystemError) {
    try writing(.remove, path) { (disk, isTorn) throws(SystemError) in
      if isTorn { return }
      _ = try Self.number(path, .remove, disk)
      guard disk.children(path).isEmpty else {
        throw SystemError(.remove, path, code: SystemError.notEmpty)
      }
      disk.change(.remove(path))
    }
  }

  package func setMode(_ path: String, _ mode: UInt32) throws(SystemError) {
    try writing(.setMode, path) { (disk, isTorn) throws(SystemError) in
      if !isTorn { disk.nodes[try Self.number(path, .setMode, disk)]?.mode = mode }
    }
  }

  package func append(
    _ bytes: [UInt8], to path: String, at offset: Int
  ) throws(SystemError) {
    try writing(.append, path) { (disk, isTorn) throws(SystemError) in
      let written = isTorn ? Array(bytes.prefix(bytes.count / 2)) : bytes
      disk.write(.bytes(written, at: offset), to: try Self.number(path, .append, disk))
    }
  }

  package func truncate(_ path: String, to size: Int) throws(SystemError) {
    try writing(.truncate, path) { (disk, isTorn) throws(SystemError) in
      if !isTorn { disk.write(.size(size), to: try Self.number(path, .truncate, disk)) }
    }
  }

  package func flush(_ path: String) throws(SystemError) {
    try writing(.flush, path) { (disk, isTorn) throws(SystemError) in
      if !isTorn { disk.flush(try Self.number(path, .flush, disk)) }
    }
  }

  package func flushFolder(_ path: String) throws(SystemError) {
    try writing(.flush, path) { (disk, isTorn) throws(SystemError) in
      if !isTorn { disk.flushFolder(path) }
    }
  }

  package func flushFileSystem(_ path: String) throws(SystemError) {
    try writing(.flush, path) { (disk, isTorn) throws(SystemError) in
      if !isTorn { disk.flushAll() }
    }
  }

  package func tryLock(
    _ path: String, _ kind: FileLock.Kind, mode: UInt32
  ) throws(SystemError) -> FileLock? {
    announce()
    return try state.withLock { (state) throws(SystemError) in
      if case .fails(let code) = Self.fate(&state, .lock, path) {
        throw SystemError(.lock, path, code: code)
      }
      let isMissing = state.disk.node(path) == nil
      if state.isReadOnly, kind == .exclusive || isMissing {
        throw SystemError(.lock, path, code: SystemError.readOnly)
      }
      if isMissing { state.disk.add(path, .file, mode: mode) }
      let isHeld = state.writers.contains(path) || (state.readers[path] ?? 0) > 0
      switch kind {
      case .shared:
        guard !state.writers.contains(path) else { return nil }
        state.readers[path, default: 0] += 1
        return FileLock { [self] in self.state.withLock { $0.readers[path, default: 1] -= 1 } }
      case .exclusive:
        guard !isHeld else { return nil }
        state.writers.insert(path)
        return FileLock { [self] in self.state.withLock { _ = $0.writers.remove(path) } }
      }
    }
  }

  package func kindWithoutLocks(_ path: String) -> String? {
    state.withLock { $0.kindWithoutLocks }
  }

  package func bootIdentifier() -> String? {
    state.withLock { "boot-\($0.boot)" }
  }

  package func timeOfDay() -> Int64 {
    state.withLock { $0.disk.time }
  }

  package func uptime() -> Duration {
    state.withLock { $0.uptime }
  }

  package func pause(_ duration: Duration) {
    state.withLock { $0.uptime += duration }
  }

  // MARK: Helpers

  private func reading<Result>(
    _ operation: SystemError.Operation, _ path: String,
    _ body: (MemoryDisk) throws(SystemError) -> Result
  ) throws(SystemError) -> Result {
    announce()
    return try state.withLock { (state) throws(SystemError) in
      switch Self.fate(&state, operation, path) {
      case .goesOn: return try body(state.disk)
      case .fails(let code), .tears(let code): throw SystemError(operation, path, code: code)
      }
    }
  }

  private func writing(
    _ operation: SystemError.Operation, _ path: String,
    _ body: (inout MemoryDisk, _ isTorn: Bool) throws(SystemError) -> Void
  ) throws(SystemError) {
    announce()
    try state.withLock { (state) throws(SystemError) in
      let fate = Self.fate(&state, operation, path)
      if state.isReadOnly { throw SystemError(operation, path, code: SystemError.readOnly) }
      switch fate {
      case .goesOn: try body(&state.disk, false)
      case .fails(let code):
        if operation == .flush, case .refuse? = state.fault?.kind { state.disk.giveUp(path) }
        throw SystemError(operation, path, code: code)
      case .tears(let code):
        if operation == .append || operation == .create { try body(&state.disk, true) }
        throw SystemError(operation, path, code: code)
      }
    }
  }

  private func announce() {
    let (observer, number) = state.withLock { state in
      defer { state.observer = nil }
      return (state.observer, state.calls.count + 1)
    }
    guard let observer else { return }
    observer(number)
    state.withLock { $0.observer = observer }
  }

  private static func fate(
    _ state: inout State, _ operation: SystemError.Operation, _ path: String
  ) -> Fate {
    state.calls.append("\(operation.rawValue) \(path)")
    guard let fault = state.fault else { return .goesOn }
    let isNow = state.calls.count == fault.call
    switch fault.kind {
    case .refuse(let code): return isNow ? .fails(code) : .goesOn
    case .tear(let code): return isNow ? .tears(code) : .goesOn
    case .die: return state.calls.count >= fault.call ? .fails(SystemError.deviceFailed) : .goesOn
    case .dieInside:
      if isNow { return .tears(SystemError.deviceFailed) }
      return state.calls.count > fault.call ? .fails(SystemError.deviceFailed) : .goesOn
    }
  }

  private static func number(
    _ path: String, _ operation: SystemError.Operation, _ disk: MemoryDisk
  ) throws(SystemError) -> Int {
    guard let number = disk.node(path)?.number else {
      throw SystemError(operation, path, code: SystemError.notFound)
    }
    return number
  }

  private static func checkNew(
    _ path: String, _ operation: SystemError.Operation, _ disk: MemoryDisk
  ) throws(SystemError) {
    if disk.node(path) != nil {
      throw SystemError(operation, path, code: SystemError.alreadyExists)
    }
    guard disk.node(MemoryDisk.parent(path))?.node.kind == .folder else {
      throw SystemError(operation, path, code: SystemError.notFound)
    }
  }

  private static func code(of node: MemoryDisk.Node) -> Int32 {
    node.kind == .folder ? SystemError.isAFolder : SystemError.symbolicLink
  }
}
