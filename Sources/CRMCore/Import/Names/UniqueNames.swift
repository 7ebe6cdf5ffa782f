/// Hands out names that nobody has yet.
struct UniqueNames {
  private var taken: Set<String>
  /// The number to try next, by name: without it many equal names would cost quadratic time.
  private var numbers: [String: Int] = [:]

  init(taken: some Sequence<String>) {
    self.taken = Set(taken)
  }

  /// Whether a name is free; it is taken afterwards.
  mutating func take(_ name: String) -> Bool {
    taken.insert(name).inserted
  }

  /// The name, or with the first free number from 2 on behind it.
  mutating func next(_ wanted: String) -> String {
    if take(wanted) { return wanted }
    var number = numbers[wanted] ?? 2
    while !take("\(wanted)\(number)") { number += 1 }
    numbers[wanted] = number + 1
    return "\(wanted)\(number)"
  }
}
