/// The program, apart from the process it runs in.
package enum Tool {}
