import CRMModel

extension People {
  /// What a report calls somebody: the name where there is one, with the login that commands take where
  /// that is another.
  func title(of login: Login) -> String {
    let name = user(login)?.name ?? login.text
    return Folding.fold(name) == Folding.fold(login.text) ? name : "\(name) (\(login.text))"
  }
}
