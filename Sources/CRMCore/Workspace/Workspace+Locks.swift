package import CRMModel

extension Workspace {
  /// Names the kind of the disk where other machines may not be kept out by the lock, once a day;
  /// `nil` for any other disk, and where it has been said today.
  package func kindWithoutLocks(now: Instant) -> String? {
    let files = store.context.fileSystem
    let layout = store.context.layout
    guard let kind = files.kindWithoutLocks(layout.root) else { return nil }
    let day = Array("\(now.secondsSinceEpoch / 86_400)\n".utf8)
    let mark = layout.local + "/without-locks"
    if (try? files.readFile(mark, from: 0, limit: day.count)) == day { return nil }
    // Where it cannot be noted, it is said again.
    try? files.remove(mark)
    try? files.createFile(mark, day, mode: store.context.access.fileMode)
    return kind
  }
}
