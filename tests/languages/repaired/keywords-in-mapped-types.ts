type Flags = { -readonly [string in Keys]-?: boolean };
type Kinds = {
  +readonly [ type in Keys as `is${type}`]?: boolean;
};
type Change = [old: Value, new: Value, new?: Value];
