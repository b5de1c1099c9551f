/// What `asst explain` says about a kind or a field.
package struct Explanation: Sendable {
  package init() {}
}
