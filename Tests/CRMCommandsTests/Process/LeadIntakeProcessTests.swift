import CRMCore
import Foundation
import XCTest

/// R60: what other programs deliver is there exactly once.
///
/// As a department would have it: a site's form handler with retries, and a mailbox (`Examples/intake`).
final class LeadIntakeProcessTests: XCTestCase {
  private static let examples = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Examples/intake").path

  /// Ten browsers at once, each of which sends its form three times, as one does that got no answer.
  func testFormsDeliveredAtOnceAndAgainAreThereOnce() throws {
    let scene = try ProcessScene(deals: 0)
    let run = try scene.shell(
      """
      cd '\(scene.folder)'
      python3 -B '\(Self.examples)/form-handler.py' 0 > port & handler=$!
      trap 'kill $handler' EXIT
      while [ ! -s port ]; do sleep 0.05; done
      cat > browsers.py <<'END'
      import concurrent.futures, sys, urllib.parse, urllib.request
      def send(number):
          form = {"external": f"f-{number}", "name": f"Гость {number}", "phone": f"8 921 000-12-{number:02}"}
          body = urllib.parse.urlencode(form).encode()
          for _ in range(3):
              answer = urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/", body, timeout=120)
              assert answer.status == 200
      with concurrent.futures.ThreadPoolExecutor(10) as pool:
          list(pool.map(send, range(10)))
      END
      python3 browsers.py "$(cat port)"
      """)
    XCTAssertEqual(run.status, 0, run.error)
    let leads = try scene.run(["lead", "list", "--format", "csv", "--fields", "external,name"])
    let rows = leads.output.split(whereSeparator: \.isNewline).dropFirst().sorted()
    XCTAssertEqual(rows, (0..<10).map { "f-\($0),Гость \($0)"[...] })
    XCTAssertEqual(try scene.run(["fsck"]).status, 0)
  }

  func testAMailboxIsTakenInOnce() throws {
    let scene = try ProcessScene(deals: 0)
    let letters = (1...3).map { number in
      """
      From site Fri Nov 20 09:00:0\(number) 2026
      From: =?utf-8?B?0JHQtdC70L7QstCwINCc0LDRgNC40Y8=?= <belova\(number)@example.com>
      Subject: =?utf-8?B?0JHQsNC90L3QtdGA?=
      Date: Fri, 20 Nov 2026 09:00:0\(number) +0300
      Message-ID: <\(number)@example.com>
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      Сколько стоит баннер на неделю?

      """
    }
    try letters.joined(separator: "\n").write(
      toFile: scene.folder + "/mbox", atomically: true, encoding: .utf8)
    for created in [3, 0] {
      let run = try scene.shell(
        "python3 -B '\(Self.examples)/letters.py' '\(scene.folder)/mbox' | \"$CRM\" lead intake --format csv --fields created"
      )
      XCTAssertEqual(run.status, 0, run.error)
      XCTAssertTrue(run.output.hasSuffix("\(created)\r\n"), run.output)
    }
    let lead = try scene.run(["lead", "show", "belova1@example.com", "--json"])
    for text in [
      "Белова Мария", #"Баннер\nСколько стоит баннер на неделю?"#, "2026-11-20T06:00:01Z",
    ] {
      XCTAssertTrue(lead.output.contains(text), "\(text): \(lead.output)\(lead.error)")
    }
  }
}
