/// The machine's own list of users, `/etc/passwd`.
///
/// It is read here because the C library's look-up loads modules at run time (a directory service's),
/// which a static program cannot do: it crashes.
enum PasswordFile {
  /// The login of a user's number; `nil` where it is not in the file.
  static func login(of user: UInt32, in bytes: [UInt8]) -> String? {
    let number = String(user)
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(
        separator: UInt8(ascii: ":"), maxSplits: 3, omittingEmptySubsequences: false)
      // A line that begins with `+` or `-` speaks to those modules.
      if fields.count == 4, fields[2].elementsEqual(number.utf8), let first = fields[0].first,
        !"+-#".utf8.contains(first)
      {
        return String(decoding: fields[0], as: UTF8.self)
      }
    }
    return nil
  }
}
