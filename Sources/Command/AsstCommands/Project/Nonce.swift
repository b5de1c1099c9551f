/// The random word that tells one create from another: 80 bits.
enum Nonce {
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")

  static func make() -> String {
    String((0..<16).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] })
  }
}
