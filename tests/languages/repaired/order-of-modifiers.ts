abstract class A { abstract override readonly b: 1; }
