import CRMModel

/// Where a repair keeps what it replaces: `local/aside/<time>/<path>`.
struct Aside {
  private let context: StoreContext
  private let time: String
  /// The folder of this repair, once it is made.
  private var folder: String?

  init(_ context: StoreContext, at time: Instant) {
    self.context = context
    self.time = time.text.filter { $0 != "-" && $0 != ":" }
  }

  /// Keeps a copy; gives its path relative to the data directory.
  mutating func keep(_ bytes: [UInt8], of path: String) throws(StoreError) -> String {
    let place = try place(for: path)
    try asking(
      try context.fileSystem.createFile(
        context.layout.document(place), bytes, mode: context.access.fileMode))
    return place
  }

  /// Moves whatever stands at a path here; gives its new path.
  mutating func take(_ path: String) throws(StoreError) -> String {
    let place = try place(for: path)
    try move(path, to: place)
    return place
  }

  /// Moves whatever stands at a path to its place here.
  func move(_ path: String, to place: String) throws(StoreError) {
    try asking(
      try context.fileSystem.rename(
        context.layout.document(path), to: context.layout.document(place)))
  }

  /// Where a path is to be kept, with the folders made.
  mutating func place(for path: String) throws(StoreError) -> String {
    if folder == nil { folder = try makeFolder() }
    let place = "\(folder ?? "")/\(path)"
    for parent in StoreLayout.folders(of: place) {
      try Folders(context).make(context.layout.document(parent))
    }
    return place
  }

  /// A folder that no other repair of the same second has.
  private func makeFolder() throws(StoreError) -> String {
    var number = 1
    while true {
      let name = "local/aside/\(time)" + (number == 1 ? "" : "-\(number)")
      if try asking(try context.fileSystem.status(context.layout.document(name))) == nil {
        return name
      }
      number += 1
    }
  }
}
