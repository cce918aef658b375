interface A { string: string.B; in: 1
 instanceof: 2
 in?: 3 }
