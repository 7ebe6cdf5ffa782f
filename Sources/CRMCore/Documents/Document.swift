package import CRMModel

/// A card that is kept as one JSON document in a folder of its kind.
package protocol Document: Card {
  /// The keys that this version writes; any other key of a document is somebody's own and stays.
  static var keys: Set<String> { get }
  /// What becomes of a property that two machines changed (R121), by its key; of others the later value
  /// stays.
  static var mergings: [String: Merging] { get }
  /// The lowest version that can hold it (R33).
  var version: Int { get }
  init(_ fields: DocumentFields) throws(DocumentError)
  /// Every key that has a value.
  var json: JSONObject { get }
  /// The documents that it refers to (R33): what `fsck`, undo and removal look at.
  var references: [DocumentPlace] { get }
  /// Refers to another document where it referred to this one, or, where it need not refer to any, to
  /// none, and records that (R65).
  mutating func relink(_ old: DocumentPlace, to new: DocumentPlace?, in context: ActionContext)
  /// Mends what two sound changes together can break (R121).
  mutating func agreeWithItself()
  /// What stays, without a history, where its adding is undone; `nil` for nothing.
  var remains: Self? { get }
  /// What the catalog keeps of it, both parts of the record.
  func cataloged(_ pipelines: [PipelineID: Pipeline], _ file: FileStamp) -> [UInt8]
  /// The department's own fields in a record of the catalog.
  static func ownFields(in record: CatalogRecord) -> [String: Value]
}

extension Kind {
  /// What its documents are, by number: the one other place that lists the kinds.
  private static let types: [any Document.Type] = [
    Company.self, Contact.self, Deal.self, Lead.self, Product.self, Paper.self,
  ]

  /// What its documents are.
  var type: any Document.Type { Self.types[number] }

  /// Where a document lies: folders by the first two characters keep each folder small.
  package func path(_ id: String) -> String {
    folder + "/" + String(decoding: id.utf8.prefix(2), as: UTF8.self) + "/" + id + ".json"
  }

  /// The id of a document of this kind; `nil` for any other path.
  package func id(ofPath path: String) -> String? {
    guard path.utf8.starts(with: folder.utf8) else { return nil }
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    guard parts.count == 3, parts[0].count == folder.utf8.count else { return nil }
    let name = Substring(parts[2])
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : nil
  }
}

extension Document {
  package var version: Int { DocumentVersion.needed(by: fields) }

  package var remains: Self? { nil }

  /// Nothing can.
  package mutating func agreeWithItself() {}

  /// What becomes of the fields of its card, and of what stands behind the keys of every document.
  static var cardMergings: [String: Merging] {
    var mergings: [String: Merging] = ["fields": .parts, "imported": .parts, "history": .history]
    for field in card { mergings[field.key] = field.merging }
    return mergings
  }

  /// Where the document lies in the data directory.
  package var path: String { Self.path(id) }

  /// The document as others refer to it.
  var place: DocumentPlace { DocumentPlace(id) }

  /// Where the document of an id lies in the data directory.
  package static func path(_ id: Identifier<Self>) -> String { kind.path(id.text) }

  /// Reads a document; its version is looked at before anything else.
  ///
  /// - Throws: `DocumentError` where the bytes are no such document.
  package init(bytes: [UInt8], noting keys: KnownKeys? = nil) throws(DocumentError) {
    try self.init(
      DocumentVersion.checked(bytes, newest: DocumentVersion.second, noting: keys))
  }

  /// The keys of a document that nobody here knows.
  static func strangers(in fields: DocumentFields) -> [JSONObject.Member] {
    let keys = keys
    guard fields.names.contains(where: { !keys.contains($0) }) else { return [] }
    return fields.object.members.filter { !keys.contains($0.key) }
  }

  /// The document's bytes, with the keys of the document it replaces that nobody here knows.
  package func bytes(keeping strangers: [JSONObject.Member]) -> [UInt8] {
    var object = json
    object["schema"] = .number(JSONNumber(version))
    for member in strangers { object[member.key] = member.value }
    return JSONWriter.bytes(of: .object(object), style: .document)
  }
}

/// How documents are written; a change of it is one commit with its migration.
package enum DocumentVersion {
  /// The version that this program writes where nothing asks for a later one.
  package static let current = 1
  /// The latest version that this program reads.
  ///
  /// Version 2 holds what a program that knows version 1 only would misjudge or refuse piece by piece:
  /// fields that are no texts (R35), events and checks of later rules. It is told that the document is
  /// newer instead.
  package static let second = 2

  /// The lowest version that can hold a document's own fields (R33).
  static func needed(by fields: [String: Value]) -> Int {
    let isPlain = fields.values.allSatisfy { if case .text = $0 { true } else { false } }
    return isPlain ? current : second
  }

  /// A document's fields, once its version is known to be one that this program understands.
  ///
  /// - Throws: `DocumentError`, with `isNewer` for a document of a later version.
  package static func checked(
    _ bytes: [UInt8], newest: Int = current, noting keys: KnownKeys? = nil
  ) throws(DocumentError) -> DocumentFields {
    let fields = try fields(bytes, noting: keys)
    let schema = try fields.int("schema")
    guard schema <= newest else {
      throw DocumentError(
        "schema", ru: "документ записан более новой версией crm (\(schema))",
        en: "the document was written by a newer version of crm (\(schema))", isNewer: true)
    }
    guard schema >= current else {
      throw DocumentError(
        "schema", ru: "такой версии не было: \(schema)", en: "there was no version \(schema)")
    }
    return fields
  }

  /// What an object says that was typed on a command line: all of it, or it is refused.
  static func reading<Read>(
    _ bytes: [UInt8], _ read: (DocumentFields) throws(DocumentError) -> Read
  ) throws(DocumentError) -> Read {
    let keys = KnownKeys()
    let result = try read(fields(bytes, noting: keys))
    try keys.requireAllKnown()
    return result
  }

  /// The fields of a document of any version, with JSON's error as a document's.
  package static func fields(
    _ bytes: [UInt8], noting keys: KnownKeys? = nil
  ) throws(DocumentError) -> DocumentFields {
    let text: JSONText
    do throws(JSONError) { text = try JSONText(bytes) } catch { throw DocumentError(error) }
    return try DocumentFields(text.root, noting: keys)
  }
}
