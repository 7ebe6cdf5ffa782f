extension Range<Int> {
  /// The first number for which a condition does not hold that holds for all before it and for none
  /// behind; the end where it holds for all.
  ///
  /// Cost: logarithmic in the count. Inlined, as the tables of a catalog and the keys of every JSON
  /// object are searched with it.
  @inlinable
  package func partitionPoint(where isBefore: (Int) -> Bool) -> Int {
    var low = lowerBound
    var high = upperBound
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
