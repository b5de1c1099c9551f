/// What can be said about a base URL without the parser that will connect to it.
enum BaseURL {
  /// Whether the host is this machine, as far as it is known before the environment is: then nothing
  /// leaves it.
  static func isLoopback(_ template: Template) -> Bool {
    guard case .success(let text) = template.resolve([:]), let host = host(of: text) else {
      return false
    }
    return isLoopback(host: host) ?? true
  }

  /// Whether a host is this machine by its spelling; nil for numbers in a form that only the parser
  /// brings into the dotted one.
  static func isLoopback(host: Substring) -> Bool? {
    let host = host.lowercased()
    if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    if numbers.count == 4, numbers.allSatisfy({ UInt8($0) != nil }) { return numbers[0] == "127" }
    let isNumeric = numbers.allSatisfy { number in
      number.hasPrefix("0x")
        || !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    return isNumeric || host.hasPrefix("[") ? nil : false
  }

  /// The host without its port; nil for what is no URL.
  static func host(of text: String) -> Substring? {
    guard let scheme = text.end(of: "://") else { return nil }
    let authority = text[scheme...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if host.hasPrefix("[") {
      return host.firstIndex(of: "]").map { host[...$0] }
    }
    let name = host.prefix { $0 != ":" }
    return name.isEmpty ? nil : name
  }

  /// What of a URL may be secret: its user with the password, and its query.
  static func credentials(in text: String) -> [String] {
    var found: [String] = []
    if let scheme = text.end(of: "://") {
      let authority = text[scheme...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      if let at = authority.lastIndex(of: "@") { found.append(String(authority[..<at])) }
    }
    if let mark = text.firstIndex(of: "?") { found.append(String(text[mark...].dropFirst())) }
    return found.filter { !$0.isEmpty }
  }

  /// The URL as messages show it.
  static func shown(_ text: String) -> String {
    credentials(in: text).reduce(text) { text, secret in
      guard let range = text.utf8.range(of: secret) else { return text }
      return text[..<range.lowerBound] + "****" + text[range.upperBound...]
    }
  }
}

extension String {
  /// Where the text behind the first occurrence of a mark begins.
  fileprivate func end(of mark: String) -> String.Index? {
    utf8.range(of: mark)?.upperBound
  }
}

extension String.UTF8View {
  fileprivate func range(of text: String) -> Range<String.Index>? {
    var start = startIndex
    let length = text.utf8.count
    while let end = index(start, offsetBy: length, limitedBy: endIndex) {
      if self[start..<end].elementsEqual(text.utf8) { return start..<end }
      formIndex(after: &start)
    }
    return nil
  }
}
