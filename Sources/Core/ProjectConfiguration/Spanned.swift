package import Diagnostics

/// A value with the place where it is written.
package struct Spanned<Value: Sendable>: Sendable {
  package let value: Value
  package let span: SourceSpan
}

extension Spanned: Equatable where Value: Equatable {}
