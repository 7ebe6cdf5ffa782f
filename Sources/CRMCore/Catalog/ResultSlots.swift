import Synchronization

/// A place for the result of each piece of work that several threads share.
final class ResultSlots<Value: Sendable>: Sendable {
  private let slots: Mutex<[Value?]>

  init(count: Int) { slots = Mutex(Array(repeating: nil, count: count)) }

  func set(_ place: Int, _ value: Value) { slots.withLock { $0[place] = value } }

  /// The results in the order of the work.
  var values: [Value?] { slots.withLock { $0 } }
}
