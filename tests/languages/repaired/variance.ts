interface Box<in K, out V, in out S extends object, const T = 1> {}
