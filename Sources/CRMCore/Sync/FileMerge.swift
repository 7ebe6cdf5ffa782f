package import CRMModel

/// The merge of any file of a data directory (R121): by its schema where it has a history, by what it is
/// made of where it is the department's own, as a whole where it is no document.
package enum FileMerge {
  /// Makes one file of what two machines made of it.
  ///
  /// - Parameters:
  ///   - path: Where it lies in the data directory; its document has this path's id.
  ///   - base: What both began with; `nil` where each made it.
  ///   - older: What the side has that was committed earlier.
  ///   - newer: What the other one has; where neither says when a thing was changed this one's word is
  ///     the last.
  ///   - now: The present moment; later times rank as it.
  /// - Throws: `DocumentError` where one of them is no document of its place.
  /// - Returns: The file, and whether anything had to give way.
  package static func merged(
    _ path: String, base: [UInt8]?, older: [UInt8]?, newer: [UInt8]?, now: Instant
  ) throws(DocumentError) -> MergedDocument {
    let versions = Versions(base: base, first: older, second: newer)
    if let agreed = versions.agreed { return MergedDocument(bytes: agreed) }
    if let place = DocumentPlace(path) {
      for image in [base, older, newer] {
        guard let image else { continue }
        try place.requireID(image)
      }
      return try place.kind.type.merged(versions, now: now)
    }
    guard StoreLayout.isDocument(path) else { return MergedDocument(bytes: newer ?? older) }
    guard older != nil, newer != nil else {
      return MergedDocument(bytes: older ?? newer, isReconciled: true)
    }
    let parsed = Versions(
      base: try value(base), first: try value(older), second: try value(newer))
    if DataDirectory.isEvening(path) {
      return MergedDocument(bytes: Self.bytes(EveningMerge.merged(parsed)))
    }
    let notes = parsed.part { value in value.object.map { ChangeNotes($0) } }
    var merge = ValueMerge { ChangeNotes.isSecondLater($0, notes, now: now) }
    let plain = parsed.part { value in
      value.object.map { JSONValue.object(ChangeNotes.without($0)) }
    }
    var merged = merge.merge("", plain, by: nil)?.object
    merged?[ChangeNotes.key] = ChangeNotes.united(notes, now: now)
    return MergedDocument(
      bytes: merged.map { Self.bytes(.object($0)) }, isReconciled: !merge.conflicts.isEmpty,
      fields: merge.conflicts.map(\.field))
  }

  private static func value(_ bytes: [UInt8]?) throws(DocumentError) -> JSONValue? {
    guard let bytes else { return nil }
    return .object(try DocumentVersion.fields(bytes).object)
  }

  private static func bytes(_ value: JSONValue) -> [UInt8] {
    JSONWriter.bytes(of: value, style: .document)
  }
}

extension DocumentPlace {
  /// Refuses a document whose id is not its path's: git's own merge takes a removed and an added deal for
  /// one that was renamed.
  fileprivate func requireID(_ bytes: [UInt8]) throws(DocumentError) {
    guard try DocumentVersion.fields(bytes).string("id") == text else {
      throw .isNotTheFilesName()
    }
  }
}

/// Kept evenings, of which heads keep a part each: they unite by whose evening it is (R121).
private enum EveningMerge {
  static func merged(_ versions: Versions<JSONValue>) -> JSONValue {
    let (older, newer) = (versions.first, versions.second)
    func rows(_ evening: JSONValue?) -> [String: JSONValue] {
      Dictionary(
        keepingFirst: (evening?["managers"]?.array ?? []).map { ($0["manager"]?.string ?? "", $0) })
    }
    let (first, second) = (rows(older), rows(newer))
    var object = newer?.object ?? JSONObject()
    var (managers, findings): ([JSONValue], [JSONValue]) = ([], [])
    for manager in Set(first.keys).union(second.keys).sorted() {
      // Who looked last knows best.
      let isNewer = (first[manager]?["at"]?.string ?? "") <= (second[manager]?["at"]?.string ?? "")
      managers += [isNewer ? second[manager] : first[manager]].compactMap { $0 }
      findings += ((isNewer ? newer : older)?["findings"]?.array ?? []).filter {
        $0["manager"]?.string == manager
      }
    }
    object["managers"] = .array(managers)
    object["findings"] = .array(findings)
    object["schema"] = [older, newer].compactMap { $0?["schema"] }
      .max { ($0.int ?? 0) < ($1.int ?? 0) }
    return .object(object)
  }
}
