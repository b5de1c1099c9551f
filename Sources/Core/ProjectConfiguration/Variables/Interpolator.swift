import Diagnostics
import YAMLSyntax

/// Fills variables into scalars.
struct Interpolator {
  let variables: VariableTable
  let findings: Findings

  /// The scalar with its variables filled in; nil when one has no value, which was reported. The
  /// environment is refused here.
  func resolve(_ scalar: YAMLScalar, at span: SourceSpan) -> ResolvedScalar? {
    if scalar.isUnknown { return nil }
    let isQuoted = scalar.style != .plain
    guard InterpolationPart.occurs(in: scalar.text) else {
      return ResolvedScalar(text: scalar.text, value: scalar.value, isQuoted: isQuoted)
    }
    let parts = InterpolationPart.parse(scalar.text)
    if parts.count == 1, case .variable(let name, let written) = parts[0] {
      let place = span.find(written, from: span.start) ?? span
      // In flow style it has to be quoted, so that quotes do not turn a variable into text.
      return variables.value(of: name, at: place).map {
        ResolvedScalar(text: $0.text, value: $0.value, isQuoted: isQuoted)
      }
    }
    var text = ""
    var isWhole = true
    for (part, place) in located(parts, in: span) {
      switch part {
      case .literal(let literal): text += literal
      case .variable(let name, _):
        if let value = variables.value(of: name, at: place) {
          text += value.text
        } else {
          isWhole = false
        }
      case .environment(let name, _, _):
        EnvironmentOutsideManifest.report(name, at: place, to: findings)
        isWhole = false
      case .malformed(let written):
        MalformedInterpolation.report(written, at: place, to: findings)
        isWhole = false
      }
      if text.utf8.count > TextGrowth.most {
        TextGrowth.report(at: span, to: findings)
        return nil
      }
    }
    return isWhole ? ResolvedScalar(text: text, value: .string(text), isQuoted: isQuoted) : nil
  }

  /// The scalar as a template of the manifest, where the environment is allowed and stays open.
  func template(_ scalar: YAMLScalar, at span: SourceSpan) -> Template? {
    var parts: [Template.Part] = []
    var isWhole = true
    for (part, place) in located(InterpolationPart.parse(scalar.text), in: span) {
      switch part {
      case .literal(let literal): parts.append(.literal(literal))
      case .variable(let name, _):
        if let value = variables.value(of: name, at: place) {
          parts.append(.literal(value.text))
        } else {
          isWhole = false
        }
      case .environment(let name, let fallback, _):
        parts.append(.environment(name, fallback: fallback, span: place))
      case .malformed(let written):
        MalformedInterpolation.report(written, at: place, to: findings)
        isWhole = false
      }
    }
    return isWhole ? Template(parts: parts, span: span) : nil
  }

  /// Each part with the place where it is written, as exactly as it can be told.
  private func located(
    _ parts: [InterpolationPart], in span: SourceSpan
  ) -> [(InterpolationPart, SourceSpan)] {
    var from = span.start
    return parts.map { part in
      switch part {
      case .literal: return (part, span)
      case .variable(_, let written), .environment(_, _, let written), .malformed(let written):
        guard let place = span.find(written, from: from) else { return (part, span) }
        from = place.end
        return (part, place)
      }
    }
  }
}
