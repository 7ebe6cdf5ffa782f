import CRMModel

/// The sorted files of the catalog: the base, and over it the middle.
///
/// What has changed comes into the middle often, for which only that has to be written, and from there into
/// the base seldom, for which everything has.
struct CatalogLayers: Sendable {
  let base: CatalogBase
  /// What has changed since the base was written; `nil` where that is in the tail alone.
  let middle: CatalogBase?

  private var top: CatalogBase { middle ?? base }
  /// The last operation whose documents are in it.
  var sequence: UInt64 { top.sequence }
  /// Names both to their tail.
  var identity: UInt64 { top.identity }
  /// The folders as they were when their records were read.
  var stamps: FolderStamps { top.stamps }

  /// Whether every byte is as it was written.
  var isWhole: Bool { base.isWhole && middle?.isWhole != false }

  /// Gives back the memory of all parts; what is looked at again is read again.
  func forgetParts() {
    base.forgetParts()
    middle?.forgetParts()
  }

  /// No fewer than there are records of a kind.
  func greatestCount(_ kind: Kind) -> Int { base.count(kind) + (middle?.count(kind) ?? 0) }

  /// The record of an id; `nil` where there is none.
  func find(_ kind: Kind, _ id: UInt64) -> CatalogRecord? {
    guard let record = middle?.find(kind, id) else { return base.find(kind, id) }
    return record.isRemoved ? nil : record
  }

  /// What is found of somebody's papers; `nil` where others have to be asked for that.
  func findings(of owner: PaperOwner) -> [PaperFinding]? {
    var numbers = middle?.findings(of: owner.number) ?? []
    if numbers.isEmpty { numbers = base.findings(of: owner.number) }
    switch numbers.first {
    case PaperFinding.unknown: return nil
    case PaperFinding.nothing: return []
    default: return numbers.map(PaperFinding.init)
    }
  }

  /// The ids that an index has for a key.
  func matches(_ index: CatalogBase.Index, _ key: UInt64) -> [UInt64] {
    guard let middle else { return base.matches(index, key) }
    return base.matches(index, key).filter { !middle.has(index.kind, $0) }
      + middle.matches(index, key)
  }
}
