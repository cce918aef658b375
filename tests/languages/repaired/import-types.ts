let a: import("x").Y<Z>[]; type B = typeof import("x", { with: { "resolution-mode": "import" } });
