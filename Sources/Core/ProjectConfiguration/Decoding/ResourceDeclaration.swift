import Diagnostics
import ResourceModel
import YAMLSyntax

/// A resource as it stands in a file, before it is decoded.
struct ResourceDeclaration {
  /// The part of a Markdown file below its front matter.
  struct Body {
    let attribute: String
    let text: String
    /// Its first line.
    let span: SourceSpan
  }

  let address: Address
  let schema: ResourceSchema
  let node: YAMLNode
  /// The resource's key, or the front matter that stands for it.
  let span: SourceSpan
  let place: Place
  var body: Body?
}
