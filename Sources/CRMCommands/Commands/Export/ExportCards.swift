import CRMCore
import CRMModel

/// Contacts as vCard 4.0 (RFC 6350), for telephones and mail programs (R115).
struct ExportCards {
  /// That of contacts.
  let table: ExportTable

  /// Writes a card for each contact.
  func write(to output: Output) throws(CRMError) {
    try table.forEach { (row) throws(CRMError) in
      try output.append(card(of: row).map(ContentLine.folded).joined())
    }
  }

  private func card(of row: [Value?]) -> [String] {
    func texts(_ keys: String...) -> [String] {
      keys.flatMap { table.value($0, in: row)?.elements.map(\.text) ?? [] }
    }
    func lines(_ name: String, _ values: [String]) -> [String] {
      values.map { "\(name):\(ContentLine.escaped($0))" }
    }
    let name = texts("name").first ?? ""
    return ["BEGIN:VCARD", "VERSION:4.0"]
      + lines("UID;VALUE=text", texts("id")) + lines("FN", [name]) + ["N:" + Self.parts(of: name)]
      + lines("ORG", texts("company")) + lines("TITLE", texts("position"))
      + texts("phone", "otherPhones").map(Self.telephone)
      + lines("EMAIL", texts("email", "otherEmails")) + lines("NOTE", texts("messenger"))
      + ["END:VCARD"]
  }

  /// The family name stands in front in Russian; what else there is, is the given and the further names.
  private static func parts(of name: String) -> String {
    let words = name.split(separator: " ").map { ContentLine.escaped(String($0)) }
    return [
      words.first ?? "", words.dropFirst().first ?? "",
      words.dropFirst(2).joined(separator: " "), "", "",
    ].joined(separator: ";")
  }

  private static func telephone(_ typed: String) -> String {
    if let number = (try? PhoneNumber(typed: typed))?.e164 { return "TEL;VALUE=uri:tel:\(number)" }
    return "TEL;VALUE=text:\(ContentLine.escaped(typed))"
  }
}
