import ResourceModel
import Testing

@testable import AsstCommands

/// The random word of a marker.
@Suite struct NonceTests {
  @Test func itIsAKeyOfSixteenLetters() {
    for _ in 0..<200 {
      let nonce = Nonce.make()
      #expect(nonce.count == 16)
      #expect(Grammar.isKey(nonce))
      #expect(nonce.allSatisfy { ("a"..."z").contains($0) || ("2"..."7").contains($0) })
    }
  }

  @Test func noTwoAreTheSame() {
    #expect(Set((0..<1_000).map { _ in Nonce.make() }).count == 1_000)
  }
}
