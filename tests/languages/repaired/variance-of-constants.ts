class Route<const in out Path extends string = "", const out Data = {}> {}
declare function route<const in Path>(path: Path): void;
