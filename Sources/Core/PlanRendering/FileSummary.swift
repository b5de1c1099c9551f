package import Planning

/// The files of one resource in a sentence: `12 to upload, 2.1 MB; 3 replaced; 1 detached`.
package struct FileSummary: Sendable, Equatable {
  package var sent = 0
  package var sentBytes = 0
  /// Bound without being sent, since the bytes are at the provider already.
  package var reused = 0
  package var replaced = 0
  package var reattached = 0
  package var annotated = 0
  package var waiting = 0
  package var detached = 0

  package init(_ files: FileChanges) {
    for change in files.changes {
      if change.isSent {
        sent += 1
        sentBytes += change.size ?? 0
      }
      switch change.action {
      case .attach: reused += change.isSent ? 0 : 1
      case .replace: replaced += 1
      case .reattach: reattached += 1
      case .annotate: annotated += 1
      case .wait: waiting += 1
      case .detach: detached += 1
      }
    }
  }

  package var sentence: String {
    var parts: [String] = []
    if sent > 0 { parts.append("\(sent) to upload, \(ByteCount.text(sentBytes))") }
    if reused > 0 { parts.append("\(reused) to attach, uploaded already") }
    if replaced > 0 { parts.append("\(replaced) replaced") }
    if reattached > 0 { parts.append("\(reattached) to index anew") }
    if annotated > 0 { parts.append("attributes of \(annotated) changed") }
    if waiting > 0 { parts.append("\(waiting) still being indexed") }
    if detached > 0 { parts.append("\(detached) detached") }
    return parts.joined(separator: "; ")
  }
}
