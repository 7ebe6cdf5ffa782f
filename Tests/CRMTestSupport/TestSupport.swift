/// Helpers shared by the tests.
package enum TestSupport {}
