import CCurl

/// One libcurl transfer handle with what it borrows. It belongs to the thread of its multi handle.
struct EasyHandle: ~Copyable {
  let pointer: UnsafeMutableRawPointer
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var form: OpaquePointer?
  /// libcurl writes its own words for an error here.
  private let errorText: UnsafeMutablePointer<CChar>

  init() {
    guard let pointer = curl_easy_init() else { fatalError("out of memory") }
    self.pointer = pointer
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    asst_setopt_pointer(pointer, CURLOPT_ERRORBUFFER, errorText)
  }

  deinit {
    curl_easy_cleanup(pointer)
    curl_slist_free_all(headerList)
    curl_mime_free(form)
    errorText.deallocate()
  }

  /// What went wrong in libcurl's words, which name hosts and ports but never a URL or a header.
  func reason(for code: CURLcode) -> String {
    let text = String(cString: errorText)
    return text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
  }

  var status: Int {
    var status = 0
    asst_getinfo_long(pointer, CURLINFO_RESPONSE_CODE, &status)
    return status
  }

  func set(_ option: CURLoption, _ value: Int) {
    asst_setopt_long(pointer, option, value)
  }

  func set(_ option: CURLoption, _ value: String) {
    asst_setopt_string(pointer, option, value)
  }

  /// Method, URL, headers and body, all copied into the handle, but for a form's file: that comes
  /// from `upload`, which has to outlive the transfer.
  mutating func set(_ request: HTTPRequest, url: CheckedURL, upload: Upload?) {
    set(CURLOPT_URL, url.text)
    switch (request.method, request.body) {
    case (.get, nil): set(CURLOPT_HTTPGET, 1)
    case (.delete, nil): set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    case (_, .form(let content)):
      if let upload { setForm(content, upload) }
    case (let method, let body):
      set(CURLOPT_POST, 1)
      if method != .post { set(CURLOPT_CUSTOMREQUEST, method.rawValue) }
      if case .bytes(let bytes) = body { setBody(bytes) } else { setBody([]) }
    }
    for (name, value) in request.headers {
      // libcurl takes `Name:` as the wish to leave the header out, and `Name;` as an empty one.
      append(value.isEmpty ? "\(name);" : "\(name): \(value)")
    }
    // What libcurl would add by itself: a wait of up to a second, and a type that is not ours.
    append("Expect:")
    if request.headers["content-type"] == nil, form == nil { append("Content-Type:") }
    asst_setopt_list(pointer, CURLOPT_HTTPHEADER, headerList)
  }

  private func setBody(_ body: [UInt8]) {
    asst_setopt_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    body.withUnsafeBytes { bytes in
      if let address = bytes.baseAddress, !bytes.isEmpty {
        let address = UnsafeMutableRawPointer(mutating: address)
        _ = asst_setopt_pointer(pointer, CURLOPT_COPYPOSTFIELDS, address)
      } else {
        // No address at all would make libcurl ask a callback for the body.
        set(CURLOPT_COPYPOSTFIELDS, "")
      }
    }
  }

  private mutating func setForm(_ content: MultipartForm, _ upload: Upload) {
    guard let form = curl_mime_init(pointer) else { fatalError("out of memory") }
    self.form = form
    for (name, value) in content.fields {
      let part = curl_mime_addpart(form)
      curl_mime_name(part, name)
      _ = value.utf8CString.withUnsafeBufferPointer {
        curl_mime_data(part, $0.baseAddress, value.utf8.count)
      }
    }
    // The file stands last: what comes before its last piece is no whole form.
    let part = curl_mime_addpart(form)
    curl_mime_name(part, content.file.field)
    curl_mime_filename(part, content.file.name)
    // libcurl would guess it from a short list of its own.
    curl_mime_type(part, "application/octet-stream")
    upload.attach(to: part)
    asst_setopt_pointer(pointer, CURLOPT_MIMEPOST, UnsafeMutableRawPointer(form))
    set(CURLOPT_UPLOAD_BUFFERSIZE, Upload.pieceSize)
  }

  private mutating func append(_ line: String) {
    guard let longer = curl_slist_append(headerList, line) else { fatalError("out of memory") }
    headerList = longer
  }

  /// The rules of every transfer.
  func set(_ configuration: HTTPClientConfiguration, isLoopback: Bool) {
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_TCP_NODELAY, 1)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_ACCEPT_ENCODING, "")
    set(CURLOPT_USERAGENT, configuration.userAgent)
    set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    // A look-up that nobody waits for any more ends by itself instead of being waited for.
    set(CURLOPT_QUICK_EXIT, 1)

    set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.wholeMilliseconds)
    asst_setopt_offset(
      pointer, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(configuration.maximumResponseBytes))

    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    if let file = configuration.certificateFile { set(CURLOPT_CAINFO, file) }
    if let folder = configuration.certificateFolder { set(CURLOPT_CAPATH, folder) }

    // Setting both keeps libcurl from reading the process's environment; empty means none.
    set(CURLOPT_PROXY, isLoopback ? "" : configuration.proxy ?? "")
    set(CURLOPT_NOPROXY, configuration.noProxy ?? "")
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
  }
}

extension Duration {
  /// At least 1, since libcurl takes 0 as no limit.
  var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    let milliseconds = Int(clamping: seconds).multipliedReportingOverflow(by: 1000)
    guard !milliseconds.overflow else { return Int(Int32.max) }
    return min(
      max(1, milliseconds.partialValue + Int(attoseconds / 1_000_000_000_000_000)), Int(Int32.max))
  }
}
