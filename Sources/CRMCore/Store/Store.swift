/// A data directory as bytes at paths: locked, journalled and recovered, with no idea of what the
/// documents mean.
///
/// A value holds nothing open; each `read` and `write` takes the lock for itself.
package struct Store: Sendable {
  let context: StoreContext

  /// Opens a data directory.
  ///
  /// - Parameters:
  ///   - root: the data directory.
  ///   - access: who may use files that are made from now on.
  ///   - fileSystem: the disk.
  ///   - limits: how large and how many.
  /// - Throws: `StoreError.noDataDirectory` where there is no folder, or `failed`.
  package init(
    at root: String, access: StoreAccess = .owner, fileSystem: any FileSystem,
    limits: StoreLimits = StoreLimits()
  ) throws(StoreError) {
    // The data directory itself may be a link, as a shared one often is; only what lies inside may
    // not. The dot has the link followed.
    let status = try asking(try fileSystem.status(root + "/."))
    guard status?.kind == .folder else { throw .noDataDirectory(root) }
    self.init(
      StoreContext(
        fileSystem: fileSystem, layout: StoreLayout(root: root), access: access, limits: limits))
  }

  /// Reads under the shared lock, so that no half of a transaction is seen.
  ///
  /// An operation that was committed but not carried out is carried out first, under the exclusive
  /// lock. Where this user may not write, or the disk is full, it is laid over in memory; where no
  /// lock file can be made, reading goes without.
  ///
  /// - Parameters:
  ///   - wait: how long to wait for a writer.
  ///   - body: what to do with the view; it must not keep it.
  /// - Throws: what `body` throws, and `StoreError.locked`, `damaged`, `symbolicLink` or `failed`.
  /// - Returns: what `body` returns.
  package func read<Result, Failure: StoreErrorConvertible>(
    wait: Duration, _ body: (StoreReader) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let session: (lock: FileLock?, reader: StoreReader)
    do throws(StoreError) { session = try beginReading(wait) } catch { throw Failure(error) }
    defer { session.lock?.release() }
    return try body(session.reader)
  }

  /// Reads, decides and writes under the exclusive lock.
  ///
  /// - Parameters:
  ///   - wait: how long to wait for others.
  ///   - body: what to do; it changes nothing but by `StoreWriter.commit`.
  /// - Throws: what `body` throws, and `StoreError.locked`, `damaged`, `symbolicLink` or `failed`.
  /// - Returns: what `body` returns.
  package func write<Result, Failure: StoreErrorConvertible>(
    wait: Duration, _ body: (consuming StoreWriter) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let session: (lock: FileLock, plan: Recovery.Plan)
    do throws(StoreError) { session = try beginWriting(wait) } catch { throw Failure(error) }
    defer { session.lock.release() }
    return try body(StoreWriter(context, session.plan))
  }

  init(_ context: StoreContext) {
    self.context = context
  }

  private func beginWriting(
    _ wait: Duration
  ) throws(StoreError) -> (lock: FileLock, plan: Recovery.Plan) {
    let lock = try lock(.exclusive, wait)
    do throws(StoreError) {
      var plan = try Recovery(context).plan()
      if !plan.isRecorded { try Recovery(context).carryOut(&plan) }
      return (lock, plan)
    } catch {
      lock.release()
      throw error
    }
  }

  private func beginReading(
    _ wait: Duration
  ) throws(StoreError) -> (lock: FileLock?, reader: StoreReader) {
    let shared = try lockIfPermitted(.shared, wait)
    let found = try plan(under: shared)
    if found.isRecorded {
      return (shared, StoreReader(context, found, isOverlaid: false))
    }
    shared?.release()
    if let exclusive = try lockIfPermitted(.exclusive, wait) {
      var plan = try plan(under: exclusive)
      var isOverlaid = false
      if !plan.isRecorded {
        do throws(StoreError) {
          try Recovery(context).carryOut(&plan)
        } catch {
          isOverlaid = true
        }
      }
      return (exclusive, StoreReader(context, plan, isOverlaid: isOverlaid))
    }
    let again = try lockIfPermitted(.shared, wait)
    return (again, StoreReader(context, try plan(under: again), isOverlaid: true))
  }

  private func plan(under lock: FileLock?) throws(StoreError) -> Recovery.Plan {
    do throws(StoreError) {
      return try Recovery(context).plan()
    } catch {
      lock?.release()
      throw error
    }
  }

  /// Takes the lock, or gives nil where this user may not, as in a directory on a read-only disk.
  private func lockIfPermitted(
    _ kind: FileLock.Kind, _ wait: Duration
  ) throws(StoreError) -> FileLock? {
    do throws(StoreError) {
      return try lock(kind, wait)
    } catch {
      if case .failed(let cause) = error, cause.isReadOnly { return nil }
      throw error
    }
  }

  /// Takes a lock of this machine, that of the data unless said otherwise.
  func lock(
    _ kind: FileLock.Kind, _ wait: Duration, at path: String? = nil
  ) throws(StoreError) -> FileLock {
    let (fileSystem, path) = (context.fileSystem, path ?? context.layout.lock)
    try Folders(context).make(context.layout.local)
    let start = fileSystem.uptime()
    var nap = Duration.milliseconds(1)
    while true {
      let lock = try asking(
        try fileSystem.tryLock(path, kind, mode: context.access.fileMode))
      if let lock { return lock }
      let waited = fileSystem.uptime() - start
      guard waited < wait else { throw .locked(waited: waited) }
      fileSystem.pause(min(nap, wait - waited))
      nap = min(nap * 2, .milliseconds(20))
    }
  }
}
