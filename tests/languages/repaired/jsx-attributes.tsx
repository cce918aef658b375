const a = <A b={<i />} /> ; let c: import('d').E<F>;
