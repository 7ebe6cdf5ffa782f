extension Store {
  /// Makes a data directory with its first documents, whole or not at all.
  ///
  /// It is built beside its place and renamed into it; what a killed command built there before is
  /// removed. Two flushes.
  ///
  /// - Parameters:
  ///   - root: the data directory; missing folders above it are made too.
  ///   - files: paths relative to the data directory, at most three parts deep, and contents. Unlike
  ///     documents these may be called `.gitignore`.
  ///   - access: who may use the files.
  ///   - fileSystem: the disk.
  ///   - limits: how large and how many.
  /// - Throws: `StoreError.alreadyExists`, `invalidPath`, `tooLarge` or `failed`, with nothing made;
  ///   `uncertain` where the device failed twice.
  /// - Returns: the store, open.
  package static func create(
    at root: String, files: [(path: String, bytes: [UInt8])], access: StoreAccess = .owner,
    fileSystem: any FileSystem, limits: StoreLimits = StoreLimits()
  ) throws(StoreError) -> Store {
    let root = withoutTrailingSlashes(root)
    guard try asking(try fileSystem.status(root)) == nil else { throw .alreadyExists(root) }
    for (path, bytes) in files {
      guard StoreLayout.isDocument(path) || path == ".gitignore" else { throw .invalidPath(path) }
      guard bytes.count <= limits.documentBytes else {
        throw .tooLarge(path: path, limit: limits.documentBytes)
      }
    }
    var made: [String] = []
    do throws(StoreError) {
      try makeFolders(above: root, access, fileSystem, &made)
      let draft = try makeDraft(root, access, fileSystem)
      made.append(draft)
      let context = StoreContext(
        fileSystem: fileSystem, layout: StoreLayout(root: draft), access: access, limits: limits)
      let lock = try fill(context, files, &made)
      defer { lock.release() }
      try publish(draft, as: root, fileSystem)
      try? fileSystem.remove(StoreLayout(root: root).draftMark)
    } catch {
      // Half a directory must not come back under its final name, so it is cleared away only where
      // that name is certainly gone.
      if case .uncertain = error { throw error }
      for path in made.reversed() { try? fileSystem.remove(path) }
      throw error
    }
    return Store(
      StoreContext(
        fileSystem: fileSystem, layout: StoreLayout(root: root), access: access, limits: limits))
  }

  private static func makeFolders(
    above path: String, _ access: StoreAccess, _ fileSystem: any FileSystem, _ made: inout [String]
  ) throws(StoreError) {
    let folder = parent(of: path)
    guard try asking(try fileSystem.status(folder)) == nil else { return }
    try makeFolders(above: folder, access, fileSystem, &made)
    do throws(SystemError) {
      try fileSystem.makeFolder(folder, mode: access.folderMode)
      made.append(folder)
    } catch {
      // A path such as `sales/.` names a folder that has just been made.
      guard error.code == SystemError.alreadyExists else { throw StoreError(error) }
    }
  }

  /// Makes an empty folder beside the place; what is in the way and no killed command's is passed over.
  private static func makeDraft(
    _ root: String, _ access: StoreAccess, _ fileSystem: any FileSystem
  ) throws(StoreError) -> String {
    var failure = SystemError(.makeFolder, root, code: SystemError.alreadyExists)
    for number in 1...100 {
      let draft = "\(root).new-\(number)"
      removeAbandoned(draft, access, fileSystem)
      do throws(SystemError) {
        try fileSystem.makeFolder(draft, mode: access.folderMode)
        return draft
      } catch {
        failure = error
        // Apart from a draft that is in the way, its name would say nothing to a person.
        guard error.code == SystemError.alreadyExists else {
          throw StoreError(SystemError(.makeFolder, root, code: error.code))
        }
      }
    }
    throw StoreError(failure)
  }

  /// Removes a draft that nobody builds any more: it holds nothing yet, or the mark and a free lock.
  private static func removeAbandoned(
    _ draft: String, _ access: StoreAccess, _ fileSystem: any FileSystem
  ) {
    let layout = StoreLayout(root: draft)
    guard (try? fileSystem.listFolder(draft)) != nil else { return }
    if (try? fileSystem.listFolder(layout.local)) != nil { try? fileSystem.remove(layout.local) }
    try? fileSystem.remove(draft)
    guard let mark = try? fileSystem.status(layout.draftMark), mark.kind == .file,
      let lock = try? fileSystem.tryLock(layout.lock, .exclusive, mode: access.fileMode)
    else { return }
    remove(draft, fileSystem)
    lock.release()
  }

  /// Gives up a directory that could not be made whole.
  static func discard(_ folder: String, _ fileSystem: any FileSystem) { remove(folder, fileSystem) }

  /// Removes a folder with all that is in it.
  private static func remove(_ folder: String, _ fileSystem: any FileSystem) {
    for entry in (try? fileSystem.listFolder(folder)) ?? [] {
      let path = "\(folder)/\(entry.name)"
      if entry.kind == .folder { remove(path, fileSystem) } else { try? fileSystem.remove(path) }
    }
    try? fileSystem.remove(folder)
  }

  /// Fills a draft; gives the lock that tells others that somebody is at it.
  private static func fill(
    _ context: StoreContext, _ files: [(path: String, bytes: [UInt8])], _ made: inout [String]
  ) throws(StoreError) -> FileLock {
    let fileSystem = context.fileSystem
    let layout = context.layout
    let mode = context.access.fileMode
    made.append(layout.local)
    try asking(try fileSystem.makeFolder(layout.local, mode: context.access.folderMode))
    made.append(layout.draftMark)
    try asking(try fileSystem.createFile(layout.draftMark, [], mode: mode))
    made.append(layout.lock)
    guard let lock = try asking(try fileSystem.tryLock(layout.lock, .exclusive, mode: mode))
    else { throw .locked(waited: .zero) }
    do throws(StoreError) { try fillLocked(context, files, &made) } catch {
      lock.release()
      throw error
    }
    return lock
  }

  private static func fillLocked(
    _ context: StoreContext, _ files: [(path: String, bytes: [UInt8])], _ made: inout [String]
  ) throws(StoreError) {
    let fileSystem = context.fileSystem
    let layout = context.layout
    var folders: Set<String> = []
    for (path, _) in files { folders.formUnion(StoreLayout.folders(of: path)) }
    let own = [layout.journal, layout.temporary]
    for folder in folders.sorted().map(layout.document) + own {
      made.append(folder)
      try asking(try fileSystem.makeFolder(folder, mode: context.access.folderMode))
    }
    let state = StoreState(
      applied: 0, checkpoint: 0, segment: 1, offset: 0, boot: fileSystem.bootIdentifier() ?? "",
      epoch: "")
    let ownFiles = [
      (layout.segment(1), []), (layout.state, state.encoded()),
      (layout.digests, digests(of: files)),
    ]
    for (path, bytes) in files.map({ (layout.document($0.path), $0.bytes) }) + ownFiles {
      made.append(path)
      try asking(
        try fileSystem.createFile(path, bytes, mode: context.access.fileMode))
    }
    try asking(try fileSystem.flushFileSystem(layout.root))
  }

  private static func digests(of files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    var entries: [String: Digests.Entry] = [:]
    for (path, bytes) in files where StoreLayout.isDocument(path) {
      entries[path] = Digests.Entry(bytes, at: 0)
    }
    return Digests.batch(upTo: 0, entries)
  }

  private static func publish(
    _ draft: String, as root: String, _ fileSystem: any FileSystem
  ) throws(StoreError) {
    do throws(SystemError) {
      try fileSystem.rename(draft, to: root)
    } catch {
      // Another `init` came first.
      let taken = [SystemError.alreadyExists, SystemError.notEmpty, SystemError.notAFolder]
      throw taken.contains(error.code) ? .alreadyExists(root) : StoreError(error)
    }
    let folder = parent(of: root)
    do throws(SystemError) {
      try fileSystem.flushFolder(folder)
    } catch {
      // What is answered with a failure must not be there.
      do throws(SystemError) {
        try fileSystem.rename(root, to: draft)
        try fileSystem.flushFolder(folder)
      } catch { throw .uncertain(error) }
      throw StoreError(error)
    }
  }

  private static func withoutTrailingSlashes(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return String(path)
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
