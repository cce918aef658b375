interface A { (a: B): C
  <T>(a: T): T
  [k: string]: 1
  (b: 1): 2
  // why
  <U>(): U }
