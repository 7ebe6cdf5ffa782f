/// Random numbers that are the same in every run (SplitMix64: Steele, Lea, Flood, «Fast splittable
/// pseudorandom number generators», 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// One of several; `fallback` where there are none.
  mutating func pick<Element>(_ choices: [Element], else fallback: Element) -> Element {
    choices.randomElement(using: &self) ?? fallback
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { number(1...max(times, 1)) == 1 }
}
