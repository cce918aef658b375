function g() { using a = b; for (using c of d) {} }
