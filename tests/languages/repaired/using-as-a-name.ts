declare function f(using: string, using2?: number): void;
