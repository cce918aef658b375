interface A<type extends string> { a: type.B; b: [c: string, symbol: string]; d: (any) => 1 }
