import CRMModel
import CommandLineKit

/// A text from standard input, checked as one from the command line.
func checkedProse(_ text: String) throws(ValueError) -> String {
  try ValueParser<String>.checked(text, limit: 50_000, allowsBreaks: true)
}
