/// The sets of documents that `init` can write out.
package enum Scenario {}
