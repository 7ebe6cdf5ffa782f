import CRMCore
import CRMModel
import Foundation

/// Takes the orders of a site into a department's data, a line each: `Компания;телефон;пожелание`.
///
///     site-orders .crm anna ads < orders.txt
///
/// Prints the id of each deal that was made, then what happened in the department meanwhile.
@main
struct SiteOrders {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 4 else {
      say("usage: site-orders DATA USER PIPELINE < ORDERS")
      exit(2)
    }
    let department = try DepartmentData(at: words[1], user: words[2])
    let known = try department.operations().last?.id
    var refused = 0
    while let line = readLine() {
      do {
        print(try take(line, into: department, pipeline: words[3]).id.text)
      } catch {
        refused += 1
        say("\(line): \(error)")
      }
    }
    for operation in try department.operations(after: known) {
      print(
        "\(operation.id.text) \(operation.user.text): \(operation.command.joined(separator: " "))")
    }
    if refused > 0 { exit(1) }
  }

  /// One order: a company and its deal with the first call, in one operation.
  static func take(
    _ line: String, into department: DepartmentData, pipeline: String
  ) throws(LibraryError) -> Deal {
    let cells = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    func cell(_ place: Int) -> String? {
      cells.indices.contains(place) && !cells[place].isEmpty ? cells[place] : nil
    }
    return try department.change(["site-orders", line]) { (change) throws(LibraryError) in
      var card = CardEdit<Company>()
      card.fill(.phone, cell(1))
      let company = try change.add(company: cell(0) ?? "", card)
      return try change.add(dealOf: company, in: change.now.pipeline(pipeline)) { deal in
        deal.card.add("сайт", to: .tags)
        deal.next = NextTask(
          action: "Связаться с клиентом",
          due: Instant(secondsSinceEpoch: Int64(Date().timeIntervalSince1970) + 3_600),
          text: cell(2))
      }
    }
  }

  private static func say(_ text: String) {
    FileHandle.standardError.write(Data("site-orders: \(text)\n".utf8))
  }
}
