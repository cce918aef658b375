const a = <p>see http://x.example {b /* { */}</p>; let c: import('d').E<F>;
