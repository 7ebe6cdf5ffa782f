package import CRMModel

/// What this machine knows of its own synchronizing (`local/sync.json`).
struct SyncState: Equatable {
  /// The last operation that a commit of this machine holds.
  var committed: UInt64 = 0
  /// The last operation that the remote has.
  var published: UInt64 = 0
  /// The remote's commit that was taken over or sent last: all that it has later has this one in its history.
  var upstream: String?
  /// When all files were last compared with the branch, and what they were by the quick look.
  var looked: Looked?
  /// A merge whose operation may be stored while the branch has not moved yet.
  var pending: Pending?
  /// Own operations that could not go together with what others had published.
  var setAside: [SetAside] = []

  struct Looked: Equatable {
    let at: Instant
    /// The number of ``SharedFiles``.
    let mark: UInt64
  }

  /// How long the quick look is enough: what it cannot see, a document written in place by hand, is sent an
  /// hour later at the latest.
  private static let looksFor: Int64 = 3_600

  /// Whether nothing was changed here that the branch does not hold, as far as a quick look tells.
  func isUpToDate(at sequence: UInt64, mark: UInt64, now: Instant) -> Bool {
    guard let looked, pending == nil, committed == sequence, looked.mark == mark else {
      return false
    }
    return (0..<Self.looksFor).contains(now.secondsSinceEpoch - looked.at.secondsSinceEpoch)
  }

  struct Pending: Equatable {
    let commit: String
    let operation: String
  }

  /// Reads the state; the first one where there is none that can be read.
  static func read(_ context: StoreContext) -> SyncState { stored(context) ?? SyncState() }

  private static func stored(_ context: StoreContext) -> SyncState? {
    let bytes = try? context.fileSystem.readFile(
      context.layout.syncState, from: 0, limit: StoreLimits().documentBytes)
    guard let bytes = bytes ?? nil, let fields = try? DocumentVersion.fields(bytes) else {
      return nil
    }
    return try? SyncState(fields)
  }

  /// The last operation whose images nobody needs any more: it is published and all before it are, and
  /// none of them is set aside (R122); `nil` where the data are shared with nobody.
  static func lastForgettable(_ context: StoreContext) -> UInt64? {
    guard let state = stored(context) else { return nil }
    let aside = state.setAside.compactMap(\.sequence).min().map { $0 - 1 }
    return min(state.published, aside ?? state.published)
  }

  /// Keeps the state; under the lock of synchronizing.
  func write(_ context: StoreContext) throws(CRMError) {
    do throws(StoreError) {
      try DocumentFiles(context).replaceLasting(
        context.layout.syncState, JSONWriter.bytes(of: .object(json), style: .document))
    } catch {
      throw .store(error)
    }
  }
}

/// An own operation that was taken back because others had published what it does not go with (R122).
package struct SetAside: Hashable, Sendable {
  /// The operation.
  package let id: String
  /// When it was done.
  package let at: Instant
  /// Who did it.
  package let user: Login
  /// The words of the command, to be given again by hand.
  package let command: [String]
  /// What it had changed.
  package let paths: [String]
  /// What it did not go with.
  package let reason: Phrase
  /// Its place in the journal, which keeps its images meanwhile.
  let sequence: UInt64?
  /// The operation by which it was taken back.
  let merge: String
}

extension SyncState {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    committed = UInt64(try fields.int("committed"))
    published = UInt64(try fields.int("published"))
    upstream = try fields.optionalString("upstream")
    if let looked = try fields.object("looked") {
      self.looked = Looked(
        at: try looked.instant("at"), mark: UInt64(try looked.string("mark"), radix: 16) ?? 0)
    }
    if let pending = try fields.object("pending") {
      self.pending = Pending(
        commit: try pending.string("commit"), operation: try pending.string("operation"))
    }
    setAside = try fields.list("setAside") { (item) throws(DocumentError) in
      SetAside(
        id: try item.string("id"), at: try item.instant("at"), user: try item.login("user"),
        command: try item.strings("command"), paths: try item.strings("paths"),
        reason: Phrase(ru: try item.string("ru"), en: try item.string("en")),
        sequence: try item.optionalInt("sequence", in: 1...Int.max).map { UInt64($0) },
        merge: try item.string("merge"))
    }
  }

  fileprivate var json: JSONObject {
    var object = JSONObject()
    object["committed"] = .number(JSONNumber(committed))
    object["published"] = .number(JSONNumber(published))
    object.set("upstream", upstream)
    if let looked {
      object["looked"] = [
        "at": .string(looked.at.text), "mark": .string(String(looked.mark, radix: 16)),
      ]
    }
    if let pending {
      object["pending"] = [
        "commit": .string(pending.commit), "operation": .string(pending.operation),
      ]
    }
    object.set("setAside", setAside) { operation in
      var item = JSONObject()
      item.set("id", operation.id)
      item.set("at", operation.at)
      item.set("user", operation.user.text)
      item.set("command", operation.command)
      item.set("paths", operation.paths)
      item.set("ru", operation.reason.ru)
      item.set("en", operation.reason.en)
      if let sequence = operation.sequence { item["sequence"] = .number(JSONNumber(sequence)) }
      item.set("merge", operation.merge)
      return item
    }
    return object
  }
}
