/// The version of data directories that a program writes, and how it comes by older ones.
package struct DataFormat: Sendable {
  /// The version that is written, in `crm.json` and as `schema` in every document.
  package let version: Int
  private let migrations: [Migration]

  /// The released versions: this one is the first.
  package static var released: DataFormat {
    DataFormat(version: DataDirectory.formatVersion, migrations: [])
  }

  /// Registers the steps, in any order.
  package init(version: Int, migrations: [Migration]) {
    self.version = version
    self.migrations = migrations
  }

  /// Whether a data directory is of this version.
  ///
  /// - Throws: `CRMError.newerFormat` for a newer one; `CRMError.document` for one to which no steps
  ///   are known; what reading the version meets.
  func isCurrent(_ reader: StoreReader) throws(CRMError) -> Bool {
    try steps(for: DataDirectory.version(reader)).isEmpty
  }

  /// The steps from a version to this one; none for this one.
  ///
  /// - Throws: as `isCurrent` does.
  func steps(for version: Int) throws(CRMError) -> [Migration] {
    guard version <= self.version else { throw .newerFormat(path: DataDirectory.formatPath) }
    var steps: [Migration] = []
    while version + steps.count < self.version {
      guard let step = migrations.first(where: { $0.from == version + steps.count }) else {
        throw .document(
          path: DataDirectory.formatPath,
          DocumentError("version", ru: "такой версии не было", en: "there was no such version"))
      }
      steps.append(step)
    }
    return steps
  }
}
