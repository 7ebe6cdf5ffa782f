/// Reads documents and replaces them, several in two steps: first everything that may run out of
/// space or permission, then nothing but renames and removals.
struct DocumentFiles {
  /// What a document's file says, and what is known of the file from before it was read.
  typealias Content = (bytes: [UInt8], status: FileStatus)

  /// A document that is ready to be put in its place.
  struct Staged {
    let path: String
    /// The file with the new content, or nil where the document is to be removed.
    fileprivate let temporary: String?
    /// What is known of that file.
    let file: FileStatus?
  }

  private static let prefix = "document-"

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

  /// Writes new contents beside the documents and makes the folders they need.
  ///
  /// Under the exclusive lock only: it first removes what a killed command left.
  ///
  /// - Throws: any `StoreError`; then nothing is left behind.
  func stage(_ images: [(path: String, bytes: [UInt8]?)]) throws(StoreError) -> [Staged] {
    try sweep()
    do throws(StoreError) {
      var staged: [Staged] = []
      var made: Set<Substring> = []
      for (index, image) in images.enumerated() {
        let temporary = context.layout.temporary + "/" + Self.prefix + String(index)
        let folder = StoreLayout.folder(of: image.path)
        if !made.contains(folder), try hasFolders(image.path, making: image.bytes != nil) {
          made.insert(folder)
        }
        let mode = try modeOfPlace(image.path)
        guard let bytes = image.bytes else {
          staged.append(Staged(path: image.path, temporary: nil, file: nil))
          continue
        }
        try asking(try context.fileSystem.createFile(temporary, bytes, mode: mode))
        let file = try asking(try context.fileSystem.status(temporary))
        staged.append(Staged(path: image.path, temporary: temporary, file: file))
      }
      return staged
    } catch {
      try? sweep()
      throw error
    }
  }

  /// Puts staged documents in their places, in their order.
  func publish(_ staged: [Staged]) throws(StoreError) {
    for document in staged {
      let file = context.layout.document(document.path)
      do throws(SystemError) {
        if let temporary = document.temporary {
          try context.fileSystem.rename(temporary, to: file)
        } else {
          try context.fileSystem.remove(file)
        }
      } catch {
        guard document.temporary == nil, error.code == SystemError.notFound else {
          throw StoreError(error)
        }
      }
    }
  }

  /// Replaces a file of this machine's own.
  func replaceOwn(_ path: String, by bytes: [UInt8]) throws(StoreError) {
    let temporary = context.layout.temporary + "/" + Self.prefix + "own"
    try asking(
      try context.fileSystem.createFile(temporary, bytes, mode: context.access.fileMode))
    try asking(try context.fileSystem.rename(temporary, to: path))
  }

  /// Removes what commands that did not end left in the folder of files in the making.
  func sweep() throws(StoreError) {
    try Folders(context).make(context.layout.temporary)
    for entry in try Folders(context).entries(context.layout.temporary)
    where entry.name.hasPrefix(Self.prefix) {
      try asking(try context.fileSystem.remove(context.layout.temporary + "/" + entry.name))
    }
  }

  /// Whether a document has its folders; makes them where it is going to be written.
  private func hasFolders(_ path: String, making isNeeded: Bool) throws(StoreError) -> Bool {
    let folders = Folders(context)
    for folder in StoreLayout.folders(of: path) {
      if isNeeded {
        try folders.make(context.layout.document(folder))
      } else if try !folders.exists(context.layout.document(folder)) {
        return false
      }
    }
    return true
  }

  /// The mode that a document has or will get.
  private func modeOfPlace(_ path: String) throws(StoreError) -> UInt32 {
    let file = context.layout.document(path)
    guard let status = try asking(try context.fileSystem.status(file)) else {
      return context.access.fileMode
    }
    switch status.kind {
    case .file: return status.mode
    case .symbolicLink: throw .symbolicLink(file)
    case .folder, .other: throw .damaged(path: file, .notAFile)
    }
  }
}
