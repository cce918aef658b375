let satisfies: A; type B = { [K in keyof readonly any[]]?: 1 };
