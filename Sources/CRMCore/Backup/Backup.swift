import CRMModel

/// The documents of a department as they were at one moment, read from a copy.
package struct Backup: Sendable {
  /// The documents, and `.gitignore`, by path.
  let files: [String: [UInt8]]

  /// How many documents it has.
  package var count: Int { files.count }

  /// The most bytes of a backup.
  package static var largest: Int { StoreLimits().operationBytes }

  /// Reads an archive.
  ///
  /// A copy that was made by hand may hold `local/` and git's files, which are passed over.
  ///
  /// - Throws: `CRMError.usage` for what is no archive of a data directory: cut off, damaged, with links,
  ///   with names that lead elsewhere, with two files of one name or with files that are no documents.
  package init(archive: [UInt8]) throws(CRMError) {
    var files: [String: [UInt8]] = [:]
    for file in try Tar.files(archive, limit: StoreLimits().documentBytes) {
      let top = file.path.split(separator: "/").first ?? ""
      if top == "local" || top == ".git" { continue }
      guard Self.isKept(file.path) else {
        throw .archive(
          ru: "'\(file.path)' — не документ crm", en: "'\(file.path)' is no document of crm")
      }
      guard files.updateValue(Array(file.bytes), forKey: file.path) == nil else {
        throw .archive(ru: "'\(file.path)' есть дважды", en: "'\(file.path)' stands there twice")
      }
    }
    try self.init(files)
  }

  /// Reads a folder, which nothing is changed in.
  ///
  /// - Throws: `CRMError.usage` where it holds no data, `.store` for links and what cannot be read.
  package init(folder: String, files: any FileSystem) throws(CRMError) {
    let store = try fromStore(try Store(at: folder, fileSystem: ReadOnlyFiles(files)))
    try self.init(
      try fromStore(
        try store.read(wait: .zero) { (reader) throws(StoreError) in
          var found: [String: [UInt8]] = [:]
          try reader.forEachKept { (path, bytes) throws(StoreError) in found[path] = bytes }
          return found
        }))
  }

  /// - Throws: `CRMError` where the department's own documents cannot be used.
  private init(_ files: [String: [UInt8]]) throws(CRMError) {
    self.files = files
    guard let format = files[DataDirectory.formatPath] else {
      throw .archive(
        ru: "в ней нет \(DataDirectory.formatPath)", en: "it has no \(DataDirectory.formatPath)")
    }
    let version = try DataDirectory.version(of: format)
    guard try DataFormat.released.steps(for: version).isEmpty else { return }
    try requireDepartment()
  }

  /// Reads what every command needs, so that a damaged backup is refused before anything changes.
  private func requireDepartment() throws(CRMError) {
    guard let settings = files[DataDirectory.settingsPath] else {
      throw .archive(
        ru: "в ней нет \(DataDirectory.settingsPath)", en: "it has no \(DataDirectory.settingsPath)"
      )
    }
    try Snapshot.decoding(DataDirectory.settingsPath) { () throws(DocumentError) in
      _ = try Settings(bytes: settings)
    }
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      try Snapshot.decoding(path) { () throws(DocumentError) in
        if path == DataDirectory.peoplePath { _ = try People(bytes: bytes) }
        guard path.hasPrefix("\(DataDirectory.pipelinesFolder)/") else { return }
        _ = try Pipeline(bytes: bytes) { (name) throws(DocumentError) in
          try files[DataDirectory.templatePath(name)].map { (bytes) throws(DocumentError) in
            try ReportTemplate(bytes: bytes)
          }
        }
      }
    }
  }

  /// Whether a path is kept in backups.
  fileprivate static func isKept(_ path: String) -> Bool {
    StoreLayout.isDocument(path) || path == ".gitignore"
  }
}

extension StoreReader {
  /// Passes on every file that a backup holds, `crm.json` last: a copy without it is none.
  func forEachKept(
    _ body: (String, [UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    let ignored = context.layout.document(".gitignore")
    if let bytes = try asking(try context.fileSystem.readFile(ignored, from: 0, limit: 1 << 20)) {
      try body(".gitignore", bytes)
    }
    let format = DataDirectory.formatPath
    for path in try paths().filter({ $0 != format }) + [format] {
      if let bytes = try read(path) { try body(path, bytes) }
    }
  }
}
