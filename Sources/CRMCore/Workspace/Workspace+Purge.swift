package import CRMModel

extension Transaction {
  /// Removes a deal for good (D6); the lead that it came of and its papers stay, as those of the company.
  ///
  /// - Throws: `CRMError.refused` for one that is not deleted or can be restored; `.notPermitted` for who
  ///   may not delete deals.
  /// - Returns: How many documents belonged to it.
  package func purge(_ deal: Deal) throws(CRMError) -> Int {
    try CRMError.refusing { () throws(Refusal) in try deal.requirePurgeable(in: context) }
    let count = try relink(usersOf: deal, to: nil)
    try remove(deal)
    return count
  }

  /// Refuses where this machine has operations that others do not have yet: to take one back that does
  /// not go with theirs (R122), its images are needed.
  package func requirePublished() throws(CRMError) {
    let context = reader.context
    let isShared = try fromDisk { (files) throws(SystemError) in
      try files.status(context.layout.syncState) != nil
    }
    guard isShared, try hasUnpublishedWork() else { return }
    throw .sync(
      SyncProblem(
        .refused, ru: "сначала отдайте остальным то, что сделано здесь",
        en: "first give the others what was done here", Remedy("sync")))
  }
}

extension Workspace {
  /// Forgets what this machine keeps of former contents beside the documents: its journal, and with it
  /// undoing, its catalog, which is made anew, and its feed, which begins anew (R58).
  package func forgetPast() throws(CRMError) {
    let (files, layout) = (store.context.fileSystem, store.context.layout)
    let catalog = "\(layout.root)/\(Catalog.folder)"
    try store.write(wait: wait) { (writer: consuming StoreWriter) throws(CRMError) in
      do throws(SystemError) {
        for entry in try files.listFolder(catalog) ?? [] {
          try files.remove("\(catalog)/\(entry.name)")
        }
        if try files.status(layout.feed) != nil { try files.remove(layout.feed) }
      } catch {
        throw .system(error)
      }
      do throws(StoreError) { try writer.forget() } catch { throw .store(error) }
    }
  }
}
