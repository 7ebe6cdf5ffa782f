/// Who may read and write the data directory (R31).
package enum StoreAccess: Equatable, Sendable {
  /// The owner alone: folders 0700, files 0600.
  case owner
  /// The owner and a group: folders 2770, so that what is made inside stays the group's, files 0660.
  case group

  /// The mode of a new folder.
  package var folderMode: UInt32 {
    switch self {
    case .owner: 0o700
    case .group: 0o2770
    }
  }

  /// The mode of a new file; a file that is rewritten keeps the mode it has.
  package var fileMode: UInt32 {
    switch self {
    case .owner: 0o600
    case .group: 0o660
    }
  }
}
