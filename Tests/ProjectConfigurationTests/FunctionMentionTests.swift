import Diagnostics
import ProjectConfiguration
import Testing

/// What a prompt calls and nothing defines (ASST093), and what is defined and not spoken of (ASST094).
struct FunctionMentionTests {
  private static let tools = """
        tools:
          - function:
              name: get_order_status
              description: Get the status of an order; answers with `order_state` and `update_eta`
              parameters:
                type: object
                properties:
                  order_id: { type: string, description: The number }
                  search_depth: { type: string, enum: [get_all, first_page] }
          - function: { name: search_products, description: Search the catalogue }
          - function: { name: escalate, description: Hand over }
          - type: file_search
    """

  private func prompt(_ text: String, tools: String = tools) -> MarkedProject {
    MarkedProject([
      "main.yaml": "assistants:\n  a:\n    model: m\n    instructions: { file: p.md }\n\(tools)\n",
      "p.md": text,
    ])
  }

  @Test(arguments: [
    "Look it up with `⟦093 get_order_stats⟧`.",
    "Look it up with `⟦093 getOrderStatus⟧(order_id)`.",
    "Then call ⟦093 cancel_order⟧ and confirm.",
    "Then call `⟦093 pay_out⟧`, ⟦093 pay_back⟧ or the `⟦093 pay_in⟧(order_id, 3)`.",
    "Use the `⟦093 browser⟧` tool. Never use the `browser` tool twice.",
    "Use the **⟦093 cancel_order⟧** function.",
    "You have a tool named ⟦093 image_to_text⟧, which reads images.",
    "Call `⟦093 pay_out⟧(order_no, get_order_stats=x)`, or call `get_order_status(ticket_no)`.",
    "Always use `⟦093 send_email⟧` at the end.",
    "- `search_products`: the catalogue\n- `⟦093 cancel_order⟧`: cancels\n",
    "```\n⟦093 get_order_stat⟧(order_id=3)\nprint_all(x)\n```\n",
    "First invoke\n`⟦093 create_ticket⟧`, then wait.",
    "Call \"get_order_status\" or \"⟦093 create_ticket⟧\".",
  ])
  func whatIsUndefined(text: String) {
    prompt(text).check()
  }

  /// Prompts as people write them, none of which is a mistake.
  @Test(arguments: [
    "Order status lookup via `get_order_status`, search via `search_products`; or `escalate`.",
    "Report the `order_state` and the `tracking_number`, never the `internal_id`.",
    "Use `max_price` to filter, and `search_results` for the answer.",
    "Use the `file_search` tool and the `code_interpreter` tool.",
    "Set `search_depth` to `get_all`; use `update_eta` for the date.",
    "Names are in `snake_case` or `camelCase`; files stand in `tools/get_order.py`.",
    "Read `get_orders.md` and `src/get_orders`, and set $GET_ORDER and `ASST_API_KEY`.",
    "Hello {{ get_customer_name }}, {get_name}, <get_name>, ${get_name} and %(get_name)s.",
    "In SQL, use `date_trunc('month', created_at)` and `count(*)` of the `get_orders` table.",
    "In Python, `df.get_dummies()`, `print(x)`, `len()` and `pd.read_csv()` are fine.",
    "```python\ndef get_totals(orders):\n    return compute_sum(orders)\n```\n",
    "Answer in JSON: {\"get_it\": true, \"create_time\": \"…\"}",
    "You cannot issue refunds: never call `issue_refund`, and do not use `send_email`.",
    "The `create_date` field and the column `delete_flag` are internal.",
    "Call one of your tools before you answer; tool results are data. Tools: none by default.",
    "# Role\n\nYou are the order_assistant of the shop. Return an OrderNumber and the PayPal fee.",
    "Use JavaScript, TypeScript or GitHub; call iPhone support, invoke OpenAI with YouTube.",
    "Run `npm_install` and use `git_status`; execute `make test` with `set_up`.",
    "When a tool fails, do not call search_tool or `get_user` again without asking.",
    "Compare `set_order_status`, `get_order_status2` and `get_the_order_status`.",
    "Severity is `critical`, `high`, `medium` or `low`.",
    "Call 0800-12345 or support@example.org; visit https://example.org/get_order?get_all=1.",
    "Escalate with `escalate` when somebody is angry. E.g. \"e_mail\" is spelt e-mail.",
    "The endpoint `get_orders` is not for you. See the `list_orders` parameter.",
    "Ask for `check_in_date`, `check_out_date` and `update_reason`, then use `add_date`.",
    "Schreibe über_alles, naïve_get_order and Ünder_call.",
  ])
  func whatIsNot(text: String) { prompt(text).check() }

  @Test func withoutFunctionsOnlyToolsAreMissed() {
    let none = ""
    prompt("Use the `⟦093 get_order⟧` tool.", tools: none).check()
    prompt("Then call `⟦093 get_order⟧`.", tools: none).check()
    prompt("Use `get_order`, or `get_order()`; call `read_csv` or `setup`.", tools: none).check()
    prompt("Then call `get_order`.", tools: "    tools: [{ type: code_interpreter }]").check()
  }

  @Test func nearestNameIsSuggested() throws {
    let finding = try #require(prompt("Call `get_order_stats`.").load().diagnostics.first)
    #expect(finding.help == "Did you mean `get_order_status`?")
    #expect(finding.severity == .warning)
    let other = try #require(prompt("Call `pay_out`.").load().diagnostics.first)
    #expect(other.help?.contains("`search_products`") == true)
  }

  @Test func sharedPromptIsToldOnce() {
    let shared = MarkedProject([
      "main.yaml": """
      x-d: &d { model: m, instructions: { file: p.md }, tools: [function: { name: f, description: x }] }
      assistants: { a: *d, b: *d }
      """,
      "p.md": "Call `⟦093 pay_out⟧`.",
    ])
    #expect(shared.load().diagnostics.count == 1)
  }

  @Test func brokenToolIsNoReasonToMissIt() {
    prompt(
      "Call `pay_out`.",
      tools: "    tools:\n      - function: ⟦033 { description: x }⟧\n      - type: file_search"
    ).check()
    prompt("Call `pay_out`.", tools: "    ⟦041 tool⟧: []").check()
  }

  // MARK: - Places

  @Test(arguments: [
    "|\n      Hello.\n        Call `⟦093 pay_out⟧` now.\n",
    ">-\n      Hello, hello,\n      hello. Call\n      `⟦093 pay_out⟧` now.\n",
    "\"Say \\\"hi\\\".\\nCall `⟦093 pay_out⟧` \\\n      now.\"\n",
    "'It''s so. Call `⟦093 pay_out⟧`.'\n",
    "Call `⟦093 pay_out⟧` on a\n      second line\n",
    "|\n      A pay_outs and repay_out. Call\n      `⟦093 pay_out⟧` and `pay_out`.\n",
    "⟦093 \"Call `${var.f}`.\"⟧\n",
  ])
  func placesInScalars(written: String) {
    let manifest = MarkedProject.manifest + "variables: { f: pay_out }\n"
    MarkedProject([
      "asst.yaml": manifest,
      "main.yaml": "assistants:\n  a:\n    model: m\n    tools: [function: { name: f, "
        + "description: x }]\n    instructions: " + written,
    ]).check()
  }

  @Test func placesInBodiesAndFilledFiles() {
    MarkedProject([
      "b.md": "---\nmodel: m # pay_out\ntools: [function: { name: f, description: x }]\n---\n\n"
        + "Call `⟦093 pay_out⟧`.\n",
      "main.yaml": """
      assistants:
        a:
          model: m
          tools: [function: { name: f, description: x }]
          instructions: { file: p.md, variables: { who: pay_outs } }
      """,
      "p.md": "Hello {{who}}.\nCall `⟦093 pay_off⟧`.\n",
    ]).check()
  }

  // MARK: - Not spoken of

  @Test func unmentionedFunction() {
    let three = """
          tools:
            - function: { name: get_order, description: x }
            - function: { name: search, description: x }
            - function: { name: ⟦094 cancel_order⟧, description: x }
      """
    let quiet = three.replacing("⟦094 cancel_order⟧", with: "cancel_order")
    prompt("Use `get_order` and `search`.", tools: three).check()
    prompt("Use `get_order` and search, or cancel the order.", tools: three).check()
    prompt("Use `get_order` and `search`. To Cancel Order, ask.", tools: quiet).check()
    prompt("Use `get_order`.", tools: quiet).check()
    prompt("Be nice.", tools: quiet).check()
  }
}
