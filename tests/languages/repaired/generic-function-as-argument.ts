const m = x as Map<<T>(x: T) => T>;
