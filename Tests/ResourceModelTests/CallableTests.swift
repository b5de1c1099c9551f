import ResourceModel
import Testing

struct CallableTests {
  @Test func kindsSayWhatAModelCanCall() {
    #expect(ResourceSchema.assistant.hasCallables)
    #expect(!ResourceSchema.vectorStore.hasCallables)
    #expect(ResourceSchema.assistant.attribute("tools")?.field.shape.holdsCallables == true)
    #expect(
      ResourceSchema.assistant.attribute("response_format")?.field.shape.holdsCallables == false)
  }
}
