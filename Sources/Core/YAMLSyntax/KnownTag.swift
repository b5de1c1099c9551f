/// The tags of YAML's core schema; every other tag is an error.
enum KnownTag: String {
  case string = "tag:yaml.org,2002:str"
  case integer = "tag:yaml.org,2002:int"
  case float = "tag:yaml.org,2002:float"
  case bool = "tag:yaml.org,2002:bool"
  case null = "tag:yaml.org,2002:null"
  case mapping = "tag:yaml.org,2002:map"
  case sequence = "tag:yaml.org,2002:seq"
  /// A lone `!`: the node is what its form says, a scalar is text.
  case nonSpecific = "!"
}
