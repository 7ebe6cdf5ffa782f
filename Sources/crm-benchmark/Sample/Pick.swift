/// A deal of the sample that commands name.
struct Pick {
  let deal: String
  let company: String
  let name: String

  /// No more than about this many are noted.
  static let most = 10_000

  var line: String { "\(deal) \(company) \(name)\n" }

  init(deal: String, company: String, name: String) {
    self.deal = deal
    self.company = company
    self.name = name
  }

  /// The reverse of `line`, without its end.
  init?(_ line: Substring) {
    let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
    guard parts.count == 3 else { return nil }
    self.init(deal: parts[0], company: parts[1], name: parts[2])
  }
}
