/// Lists of things in one piece of memory, where there are too many for a piece each.
package struct Runs<Element: Sendable>: Sendable {
  /// What is in all lists, one behind the other.
  package private(set) var elements: [Element]
  /// Where each list ends; the last one ends with the elements.
  package private(set) var ends: [Int32]

  /// Lists that end at some places; none at first.
  package init(_ elements: [Element] = [], ends: [Int32] = []) {
    (self.elements, self.ends) = (elements, ends)
  }

  /// So many empty lists.
  package init(empty count: Int) { self.init([], ends: Array(repeating: 0, count: count)) }

  /// How many lists there are.
  package var count: Int { ends.count }

  /// Where the elements of a list are.
  package func range(_ list: Int) -> Range<Int> {
    (list == 0 ? 0 : Int(ends[list - 1]))..<Int(ends[list])
  }

  /// The elements of a list.
  package subscript(list: Int) -> ArraySlice<Element> { elements[range(list)] }

  /// Makes room for so many lists that have little more than one element each.
  mutating func reserve(_ count: Int) {
    elements.reserveCapacity(count + count / 8)
    ends.reserveCapacity(count)
  }

  /// Adds a list.
  mutating func append(_ list: some Sequence<Element>) {
    elements += list
    close()
  }

  /// Adds an element to what will be the next list.
  mutating func append(open element: Element) { elements.append(element) }

  /// Makes a list of the elements behind the last one.
  mutating func close() { ends.append(Int32(elements.count)) }
}
