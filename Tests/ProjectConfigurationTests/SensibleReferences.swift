/// Parameters with references, as careful authors and generators of schemas write them.
enum SensibleReferences {
  static let all: [String] = [
    #"""
    {
      "type": "object",
      "properties": {"root": {"$ref": "#/$defs/node"}},
      "$defs": {
        "node": {
          "type": "object",
          "properties": {
            "name": {"type": "string", "description": "x"},
            "children": {"type": "array", "items": {"$ref": "#/$defs/node"}}
          },
          "required": ["name"]
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"value": {"type": "string"}, "next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"a": {"type": "string", "description": "x"}, "b": {"$ref": "#/definitions/B"}},
      "definitions": {"B": {"type": "string"}},
      "$schema": "http://json-schema.org/draft-07/schema#"
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"b": {"$ref": "#B"}},
      "$defs": {"B": {"$anchor": "B", "type": "string"}}
    }
    """#,
    #"""
    {
      "$defs": {
        "Color": {"enum": ["red", "blue"], "title": "Color", "type": "string"},
        "Item": {
          "properties": {
            "name": {"title": "Name", "type": "string"},
            "color": {"$ref": "#/$defs/Color", "default": "red"}
          },
          "required": ["name"],
          "title": "Item",
          "type": "object"
        }
      },
      "properties": {
        "items": {"items": {"$ref": "#/$defs/Item"}, "title": "Items", "type": "array"},
        "color": {"allOf": [{"$ref": "#/$defs/Color"}], "default": "red"},
        "opt": {"anyOf": [{"$ref": "#/$defs/Item"}, {"type": "null"}], "default": null}
      },
      "required": ["items"],
      "title": "Order",
      "type": "object"
    }
    """#,
    #"""
    {
      "allOf": [
        {"$ref": "#/$defs/base"},
        {
          "type": "object",
          "properties": {"x": {"type": "string", "description": "x"}},
          "required": ["x", "id"]
        }
      ],
      "type": "object",
      "$defs": {
        "base": {
          "type": "object",
          "properties": {"id": {"type": "string", "description": "x"}},
          "required": ["id"]
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"a": {"$ref": "#/$defs/a/$defs/b"}},
      "$defs": {"a": {"type": "object", "$defs": {"b": {"type": "string"}}}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"a": {"type": "string", "description": "x"}, "b": {"$ref": "#/properties/a"}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"a": {"$ref": "#/$defs/x", "description": "The x"}},
      "$defs": {"x": {"type": "string"}}
    }
    """#,
    #"""
    {
      "$dynamicAnchor": "n",
      "type": "object",
      "properties": {"c": {"type": "array", "items": {"$dynamicRef": "#n"}}}
    }
    """#,
  ]
}
