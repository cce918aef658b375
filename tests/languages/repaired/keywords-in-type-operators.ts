type A = { [type in keyof B]: B[type] }; let a: typeof undefined | 1; let b: (typeof undefined)[];
