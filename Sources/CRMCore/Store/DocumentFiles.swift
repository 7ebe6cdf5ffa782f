/// Reads documents and replaces them, several in two steps: first everything that may run out of
/// space or permission, then nothing but renames and removals.
struct DocumentFiles {
  /// What a document's file says, and what is known of the file from before it was read.
  typealias Content = (bytes: [UInt8], status: FileStatus)

  /// A document, or a new folder of documents, that is ready to be put in its place.
  struct Staged {
    fileprivate let path: String
    /// The name of the file with the new content or of the folder, behind what all of them begin with; or
    /// nil where the document is to be removed.
    fileprivate let temporary: String?
  }

  /// What the disk looked like just before an operation was committed: by it, recovery tells later
  /// changes from earlier ones.
  struct Surroundings {
    /// The milliseconds since 1970, never before anything that was seen; a clock may have gone back.
    var time: Int64
    /// The folders on the way to the documents, with when each had last changed; `nil` for one that
    /// was made.
    var folders: [String: Int64?] = [:]

    mutating func note(_ status: FileStatus?, ofFolder path: String) {
      folders.updateValue(status?.changed, forKey: path)
      time = max(time, status?.changed ?? time)
    }
  }

  /// What the names of files in the making begin with.
  static let prefix = "document-"
  /// The bytes of a folder that is read through by every command; an empty one has at most 4,096.
  private static let greatestFolderSize = 32 << 10

  private let context: StoreContext

  init(_ context: StoreContext) {
    self.context = context
  }

  /// The content of a document, or nil where there is none; folders that are known to be folders are
  /// not looked at again.
  func read(_ path: String, in known: inout Set<Substring>) throws(StoreError) -> [UInt8]? {
    let folder = StoreLayout.folder(of: path)
    if !known.contains(folder) {
      for folder in StoreLayout.folders(of: path) {
        guard try Folders(context).exists(context.layout.document(folder)) else { return nil }
      }
      known.insert(folder)
    }
    return try readInKnownFolder(path)?.bytes
  }

  /// The content of a document whose folders have been looked at, and what is known of its file.
  func readInKnownFolder(_ path: String) throws(StoreError) -> Content? {
    let file = context.layout.document(path)
    do throws(SystemError) {
      let found = try context.fileSystem.readWithStatus(
        file, limit: context.limits.documentBytes + 1)
      return try whole(found, file)
    } catch {
      throw refusal(error)
    }
  }

  /// The contents of a folder's documents by their names, each as `readInKnownFolder` gives it.
  func readInKnownFolder(
    _ folder: String, names: [String]
  ) throws(StoreError) -> [Content?] {
    let folder = context.layout.document(folder)
    do throws(SystemError) {
      let found = try context.fileSystem.readWithStatus(
        names, in: folder, limit: context.limits.documentBytes + 1)
      return try zip(names, found).map { (name, content) throws(SystemError) in
        try whole(content, "\(folder)/\(name)")
      }
    } catch {
      throw refusal(error)
    }
  }

  private func whole(
    _ content: Content?, _ file: @autoclosure () -> String
  ) throws(SystemError) -> Content? {
    guard content?.bytes.count ?? 0 <= context.limits.documentBytes else {
      throw SystemError(.read, file(), code: SystemError.tooLarge)
    }
    return content
  }

  private func refusal(_ error: SystemError) -> StoreError {
    switch error.code {
    case SystemError.isAFolder, SystemError.invalid: .damaged(path: error.path, .notAFile)
    case SystemError.tooLarge: .tooLarge(path: error.path, limit: context.limits.documentBytes)
    default: StoreError(error)
    }
  }

  /// Writes new contents, and the folders they need, beside the documents.
  ///
  /// Until the operation is in the journal, no folder of documents changes: recovery would take its
  /// new time for a person's. Under the exclusive lock only: it first removes what a killed command
  /// left.
  ///
  /// - Parameters:
  ///   - paths: The documents.
  ///   - keepsImages: Whether their contents still lie among the files in the making.
  ///   - content: What the document at a place becomes, asked for once; `nil` for one that stays.
  /// - Throws: any `StoreError`; then nothing is left behind.
  /// - Returns: Among the rest what is known of each document's new file, in the order of the paths.
  func stage(
    _ paths: [String], keepsImages: Bool = false,
    _ content: (Int) throws(StoreError) -> [UInt8]??
  ) throws(StoreError) -> (documents: [Staged], files: [FileStamp?], surroundings: Surroundings) {
    try sweep(keepsImages: keepsImages)
    do throws(StoreError) {
      var staged: [Staged] = []
      var files: [FileStamp?] = Array(repeating: nil, count: paths.count)
      var surroundings = Surroundings(time: context.fileSystem.timeOfDay())
      for (place, path) in paths.enumerated() {
        guard let content = try content(place) else { continue }
        staged += try folders(path, making: content != nil, &surroundings)
        let old = try statusOfPlace(path)
        surroundings.time = max(surroundings.time, old?.changed ?? 0)
        if let bytes = content {
          let file = temporary(String(place))
          let mode = old?.mode ?? context.access.fileMode
          try asking(try context.fileSystem.createFile(file, bytes, mode: mode))
          files[place] = try asking(try context.fileSystem.status(file)).map(FileStamp.init)
        }
        staged.append(Staged(path: path, temporary: content == nil ? nil : String(place)))
      }
      surroundings.time = max(surroundings.time, context.fileSystem.timeOfDay())
      return (staged, files, surroundings)
    } catch {
      try? sweep(keepsImages: false)
      throw error
    }
  }

  /// Does both steps.
  func write(_ images: [(path: String, bytes: [UInt8]?)]) throws(StoreError) {
    let staged = try stage(images.map(\.path)) { (place) throws(StoreError) in
      .some(images[place].bytes)
    }
    try publish(staged.documents)
  }

  /// Puts staged documents in their places, in their order; a folder that is left empty goes too.
  func publish(_ staged: [Staged]) throws(StoreError) {
    for document in staged {
      let file = context.layout.document(document.path)
      do throws(SystemError) {
        if let temporary = document.temporary {
          try context.fileSystem.rename(self.temporary(temporary), to: file)
        } else {
          try context.fileSystem.remove(file)
        }
      } catch {
        guard document.temporary == nil, error.code == SystemError.notFound else {
          throw StoreError(error)
        }
      }
    }
    // Not before all documents are there: another one may belong in the folder.
    for document in staged where document.temporary == nil {
      for folder in StoreLayout.folders(of: document.path).reversed() {
        guard (try? context.fileSystem.remove(context.layout.document(folder))) != nil
        else { break }
      }
    }
  }

  /// Replaces a file of this machine's own.
  func replaceOwn(_ path: String, by bytes: [UInt8]) throws(StoreError) {
    let temporary = temporary("own")
    try asking(
      try context.fileSystem.createFile(temporary, bytes, mode: context.access.fileMode))
    try asking(try context.fileSystem.rename(temporary, to: path))
  }

  /// Replaces a file that is a person's too: at no moment is it gone or without its content.
  func replaceLasting(_ file: String, _ bytes: [UInt8]) throws(StoreError) {
    try sweep(keepsImages: true)
    let temporary = temporary("file")
    try asking(
      try context.fileSystem.createFile(temporary, bytes, mode: context.access.fileMode))
    try asking(try context.fileSystem.flush(temporary))
    try asking(try context.fileSystem.rename(temporary, to: file))
  }

  /// Removes what commands that did not end left in the folder of files in the making, and the folder
  /// itself where an operation of very many documents has made it large: it never shrinks.
  func sweep(keepsImages: Bool) throws(StoreError) {
    let folders = Folders(context)
    let folder = context.layout.temporary
    for entry in try folders.entries(folder)
    where entry.name.hasPrefix(Self.prefix) && !(keepsImages && entry.name == ImageLog.name) {
      try asking(try context.fileSystem.remove(folder + "/" + entry.name))
    }
    // Where somebody else's file lies in it, it stays.
    if let status = try folders.status(folder), status.size > Self.greatestFolderSize {
      try? context.fileSystem.remove(folder)
    }
    try folders.make(folder)
  }

  /// Looks at the folders of a document that have not been looked at yet.
  ///
  /// - Returns: Those that are made because the document is going to be written.
  private func folders(
    _ path: String, making isNeeded: Bool, _ surroundings: inout Surroundings
  ) throws(StoreError) -> [Staged] {
    let folders = Folders(context)
    var staged: [Staged] = []
    for folder in [""] + StoreLayout.folders(of: path)
    where surroundings.folders[folder] == nil {
      let place = folder.isEmpty ? context.layout.root + "/." : context.layout.document(folder)
      let status = try folders.status(place)
      if status == nil {
        guard isNeeded else { break }
        let name = "folder-\(surroundings.folders.count)"
        try folders.make(temporary(name))
        staged.append(Staged(path: folder, temporary: name))
      }
      surroundings.note(status, ofFolder: folder)
    }
    return staged
  }

  private func temporary(_ name: String) -> String {
    context.layout.temporary + "/" + Self.prefix + name
  }

  /// Describes what stands in a document's place; nil where there is nothing.
  private func statusOfPlace(_ path: String) throws(StoreError) -> FileStatus? {
    let file = context.layout.document(path)
    guard let status = try asking(try context.fileSystem.status(file)) else { return nil }
    switch status.kind {
    case .file: return status
    case .symbolicLink: throw .symbolicLink(file)
    case .folder, .other: throw .damaged(path: file, .notAFile)
    }
  }
}
