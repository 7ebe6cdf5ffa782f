extension StoreReader {
  /// The documents that lie right in a folder, without their `.json`, in order.
  package func names(in folder: String) throws(StoreError) -> [String] {
    let entries = try Folders(context).entries(context.layout.document(folder))
    return entries.filter { $0.kind == .file && StoreLayout.isDocument("\(folder)/\($0.name)") }
      .map { String($0.name.dropLast(".json".count)) }
  }
}

extension StoreReader {
  /// The path of the data directory.
  package var root: String { context.layout.root }
}
