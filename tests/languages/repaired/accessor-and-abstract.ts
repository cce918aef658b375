class A { abstract = 1; accessor(): void {} declare; static accessor b = 1; }
