import CRMModel
import XCTest

@testable import CRMCommands

/// C8: nobody is called twice by the same name.
final class PeopleTitleTests: XCTestCase {
  func testALoginStandsBesideANameThatIsAnother() throws {
    let table = ["Антонов Иван": "Антонов Иван (antonov)", "Antonov": "Antonov"]
    for (name, title) in table {
      let login = try Login(parsing: "antonov")
      let user = User(login: login, name: name, role: .manager)
      XCTAssertEqual(People(users: [user]).title(of: login), title)
    }
  }

  func testWhoIsNoUserIsCalledByTheLogin() throws {
    XCTAssertEqual(try People().title(of: Login(parsing: "ghost")), "ghost")
  }
}
