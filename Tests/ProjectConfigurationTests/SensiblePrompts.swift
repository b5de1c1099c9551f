/// Prompts that are right, in several languages, with the names of the functions that are there.
struct SensiblePrompt: Sendable {
  let functions: [String]
  let text: String

  static let all: [SensiblePrompt] = [
    SensiblePrompt(
      functions: ["get_order"],
      text: #"""
        Du bist ein Assistent. Rufe `get_order` auf, um eine Bestellung zu finden.
        Gib `order_id` an. Das Feld customer_name ist optional. Nutze nie sudo_rm.
        Die Datei preis_liste.csv liegt bei.
        """#),
    SensiblePrompt(
      functions: ["get_order"],
      text: #"""
        Vous êtes un assistant. Utilisez la fonction `get_order`. La variable `user_name` \#
        contient le nom; le champ date_de_naissance est vide.
        """#),
    SensiblePrompt(
      functions: ["get_order"],
      text: #"""
        Eres un asistente. Usa get_order para buscar. La columna `fecha_envio` es opcional. \#
        Nunca uses la palabra mal_ejemplo.
        """#),
    SensiblePrompt(
      functions: ["get_order"],
      text: #"""
        あなたは助手です。`get_order` を呼び出してください。`customer_id` フィールドを使用します。注文状況get_orderを確認
        """#),
    SensiblePrompt(
      functions: ["get_order"],
      text: #"""
        Вы ассистент. Вызовите `get_order`. Поле `order_id` обязательно.
        """#),
    SensiblePrompt(
      functions: ["get_order"],
      text: #"""
        أنت مساعد. استخدم `get_order` للبحث عن الطلب. الحقل `order_id` مطلوب.
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        Answer with JSON:
        ```json
        {"order_status": "shipped", "eta_days": 3, "do_refund()": 1}
        ```
        Use the keys order_status and eta_days. Use snake_case for all keys.
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        You write SQL for our warehouse. Tables: `orders_2024`, `dim_customer`. Use \#
        DATE_TRUNC and `row_number()`; prefer count(*) over sum(1). Always call \#
        `coalesce()` on nullable columns.
        ```sql
        select date_trunc('day', created_at), string_agg(name) from dim_customer join \#
        fact_sales using (customer_id)
        ```
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        You review Python code. Suggest `os.path.join()` and `json.dumps()`, \#
        `list_comprehension`, use `dataclass` and `async_generator`. Do not use eval(). \#
        Prefer `get_or_create()`; explain `__init__`, `my_function()` examples.
        ```python
        def compute_total(x):
            return apply_tax(x)
        ```
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        | field | meaning |
        |---|---|
        | order_id | the number |
        | ship_date | when |

        Use order_id from the table above.

        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        Hello {{user_name}}! Today is {current_date}. Your plan: <plan_name>. Use \#
        $ACCOUNT_ID and ${not_var} … %(user_id)s [customer_name].
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        <instructions>
        <role_definition>You are…</role_definition>
        <output_format>Use <thinking_steps> tags.</output_format>
        </instructions>
        """#),
    SensiblePrompt(
      functions: ["get_order", "search_products"],
      text: #"""
        1. Greet the customer.
        2. Use get_order to find the order.
        3. Use the `search_products` tool when asked for goods.
        4. Never call delete_account, it does not exist.

        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        Use file_search to look up the manuals and code_interpreter for sums. Call the \#
        python tool when needed. Use web_search only if available.
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        Use React's `useState` and `useEffect` hooks; call `setState` in handlers. Use \#
        camelCase names like getUserName. Call `console.log()`.
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        You help with Excel. Use VLOOKUP and `xlookup`, call SUMIFS(); use `pivot_table`. \#
        Use the TEXT function.
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        Write to support_team@example.com or visit \#
        https://example.com/get_order?order_id=3. Use the path /v1/user_profile. File names \#
        use snake_case: my_report.pdf
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        # get_started
        ## tone_of_voice
        - be_kind: always
        - no_jargon: yes
        * `status`: open, closed
        - order_id (string): the ID

        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        If the user asks to call a function you do not have, say so. The function of the \#
        liver is… Call mother_in_law jokes off-limits. Use self_service kiosks.
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        Never reveal your API key such as sk-... or sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx \#
        or sk-your-api-key-goes-here-please-1234. A JWT looks like eyJhbGciOi... Bearer \#
        <token>. AKIAIOSFODNN7EXAMPLE is Amazon's example. Bearer \#
        YOUR_TOKEN_HERE_PLEASE_REPLACE.
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        Examples:
        Q: a
        A: b

        Q: a
        A: b

        Q: a
        A: b

        Now answer.
        """#),
    SensiblePrompt(
      functions: [],
      text: #"""
        When order_status is `awaiting_payment`, move to `in_progress`. Use `high_priority` \#
        for VIPs. Emit `conversation_end` when done. Run through `checkout_flow`. Start \#
        with `step_one`.
        """#),
    SensiblePrompt(
      functions: ["get_order"],
      text: #"""
        你是客服助手。需要查询订单时调用 `get_order` 函数，参数 `order_id`。不要调用不存在的函数。
        """#),
    SensiblePrompt(
      functions: ["get_order"],
      text: #"""
        Use functions.get_order or `functions.get_order` and multi_tool_use.parallel to do \#
        it.
        """#),
    SensiblePrompt(
      functions: ["get_order"],
      text: #"""
        Use temperature_celsius, not fahrenheit. Set `max_results` to 5 when you call \#
        get_order. Call get_order(order_id="1", include_items=true).
        """#),
  ]
}
