import CRMModel

extension People {
  /// What a report calls somebody: the name where there is one, with the login that commands take.
  func title(of login: Login) -> String {
    user(login).map { "\($0.name) (\(login.text))" } ?? login.text
  }
}
