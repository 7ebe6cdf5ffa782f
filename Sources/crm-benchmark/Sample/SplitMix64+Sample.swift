import CRMModel

extension SplitMix64 {
  /// One of several; `fallback` where there are none.
  mutating func pick<Element>(_ choices: [Element], else fallback: Element) -> Element {
    choices.randomElement(using: &self) ?? fallback
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { number(1...max(times, 1)) == 1 }
}
